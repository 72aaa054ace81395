import { assertEquals, assertMatch } from "@std/assert";
import { aRunner, aState, aTask } from "../helpers/builders.ts";
import { readEvents } from "../helpers/event_stream.ts";
import { aLogDir, anApi, type Api } from "./an_api.ts";
import { told } from "./documented.ts";

const LOG = "/api/v1/tasks/a/log";
const BYTES = new TextEncoder().encode("one\ntwo\nthree\n");

/** An API with an ended task `a`, a running one `b` and a queued one `c`. */
async function aLoggedApi(): Promise<Api> {
  const dir = await aLogDir();
  const a = aTask("a", { name: "succeeded" }, {}, { logFile: `${dir}/a.log` });
  const b = { ...aRunner("b", 0), logFile: `${dir}/b.log` };
  const far = { ...aTask("far", { name: "lost" }), logFile: "/etc/hostname" };
  const c = aTask("c", { name: "queued" }, { nGpus: 2 });
  return await anApi({ state: aState(a, b, c, far) }, dir);
}

Deno.test("GET …/log sends the whole log as text, byte for byte", async () => {
  await using api = await aLoggedApi();
  await api.writeLog("a", new Uint8Array([0x61, 0xff, 0x0d, 0x0a, 0x00]));

  const response = await api.ask(LOG);

  assertEquals(response.status, 200);
  assertEquals(
    response.headers.get("content-type"),
    "text/plain; charset=utf-8",
  );
  assertEquals(response.headers.get("accept-ranges"), "bytes");
  assertEquals(response.headers.get("content-length"), "5");
  assertEquals([...await response.bytes()], [0x61, 0xff, 0x0d, 0x0a, 0x00]);
});

Deno.test("GET …/log sends the range that was asked for", async () => {
  await using api = await aLoggedApi();
  await api.writeLog("a", BYTES);

  for (
    const [range, text, where] of [
      ["bytes=4-6", "two", "4-6"],
      ["bytes=8-", "three\n", "8-13"],
      ["bytes=-6", "three\n", "8-13"],
      ["bytes=0-999", "one\ntwo\nthree\n", "0-13"],
      ["bytes=-999", "one\ntwo\nthree\n", "0-13"],
    ] as const
  ) {
    const response = await api.ask(LOG, { headers: { range } });
    assertEquals(response.status, 206, range);
    const part = response.headers.get("content-range");
    assertEquals(part, `bytes ${where}/14`, range);
    assertEquals(await response.text(), text, range);
  }
});

Deno.test("GET …/log sends all where the range is none that it knows", async () => {
  await using api = await aLoggedApi();
  await api.writeLog("a", BYTES);

  for (const range of ["lines=1-2", "bytes=0-1,4-5", "bytes=5-2", "bytes=-"]) {
    const { status, body } = await told(
      api.ask(LOG, { headers: { range } }),
    );
    assertEquals([status, body.length], [200, 14], range);
  }
  const conditional = { range: "bytes=0-1", "if-range": '"1"' };
  const { status } = await told(api.ask(LOG, { headers: conditional }));
  assertEquals(status, 200);
});

Deno.test("GET …/log answers 416 and the length for a range beyond the end", async () => {
  await using api = await aLoggedApi();
  await api.writeLog("a", BYTES);

  const response = await api.ask(LOG, { headers: { range: "bytes=14-" } });

  assertEquals(response.headers.get("content-range"), "bytes */14");
  const { status, body } = await told(Promise.resolve(response));
  assertEquals(status, 416);
  assertMatch(body.detail, /the log has 14 bytes/);
});

Deno.test("HEAD …/log tells the length alone", async () => {
  await using api = await aLoggedApi();
  await api.writeLog("a", BYTES);

  const response = await api.ask(LOG, { method: "HEAD" });

  assertEquals(response.headers.get("content-length"), "14");
  assertEquals(await response.text(), "");
});

Deno.test("GET …/log?tail=2 sends the last lines", async () => {
  await using api = await aLoggedApi();
  await api.writeLog("a", "one\r\ntwo\rthree");

  const { status, type, body } = await told(api.ask(`${LOG}?tail=2`));

  assertEquals([status, type], [200, "text/plain; charset=utf-8"]);
  assertEquals(body, "two\nthree\n");
});

Deno.test("GET …/log answers 422 for a tail that is no number of lines", async () => {
  await using api = await aLoggedApi();

  for (const tail of ["0", "x", "1.5", ""]) {
    const { status, body } = await told(api.ask(`${LOG}?tail=${tail}`));
    assertEquals(status, 422, tail);
    assertMatch(body.detail, /"tail": it must be a whole number from 1/);
  }
});

Deno.test("GET …/log answers 404 with the reason where there is no log", async () => {
  await using api = await aLoggedApi();
  const detail = async (id: string) => {
    const { status, body } = await told(api.ask(`/api/v1/tasks/${id}/log`));
    assertEquals(status, 404);
    return body.detail;
  };

  assertMatch(await detail("c"), /log of "c": it has not started$/);
  assertMatch(await detail("a"), /there is no such file$/);
  assertMatch(await detail("far"), /it is not within/);
});

Deno.test("GET …/log/stream sends what an ended task wrote, and its end", async () => {
  await using api = await aLoggedApi();
  await api.writeLog("a", BYTES);

  const response = await api.ask(`${LOG}/stream?from=4`);
  const events = await Array.fromAsync(readEvents(response));

  assertEquals(response.headers.get("content-type"), "text/event-stream");
  assertEquals(events.map(({ event, id }) => [event, id]), [
    ["chunk", "14"],
    ["end", null],
  ]);
  assertEquals(events.map(({ data }) => JSON.parse(data)), [
    { atByte: 4, text: "two\nthree\n", nextByte: 14 },
    { state: "succeeded", end: { exitCode: 0, signal: null, cause: null } },
  ]);
});

Deno.test("GET …/log/stream follows a running task to its end, and cuts no character", async () => {
  await using api = await aLoggedApi();
  const bytes = new TextEncoder().encode("a€𝄞z");
  await api.scheduler.restart(["a"]); // Keeps the scheduler at work on another.
  await api.writeLog("b", bytes.slice(0, 2));
  const response = await api.ask("/api/v1/tasks/b/log/stream");
  const texts: string[] = [];
  const places: number[][] = [];

  for await (const { event, data } of readEvents(response)) {
    const told = JSON.parse(data);
    if (event === "end") {
      assertEquals(told.state, "terminated");
      break;
    }
    texts.push(told.text);
    places.push([told.atByte, told.nextByte]);
    if (told.text === "a") await api.appendLog("b", bytes.slice(2, 7));
    if (told.text === "€") {
      await api.appendLog("b", bytes.slice(7));
      await api.scheduler.dispatch({
        kind: "terminate",
        id: "b",
        why: "person",
      });
      await api.scheduler.dispatch({
        kind: "exited",
        id: "b",
        attempt: 1,
        exit: { kind: "signal", signal: "SIGTERM" },
        atMs: null,
      });
    }
  }

  assertEquals(texts, ["a", "€", "𝄞z"]);
  assertEquals(places, [[0, 1], [1, 4], [4, 9]]);
});

Deno.test("GET …/log/stream goes on from the last event that a browser saw", async () => {
  await using api = await aLoggedApi();
  await api.writeLog("a", BYTES);

  const response = await api.ask(`${LOG}/stream?from=0`, {
    headers: { "last-event-id": "8" },
  });
  const [chunk] = await Array.fromAsync(readEvents(response));

  assertEquals(JSON.parse(chunk!.data).atByte, 8);
});

Deno.test("GET …/log/stream leaves nothing open when its reader goes", async () => {
  await using api = await aLoggedApi();
  await api.writeLog("b", "so far\n");

  const response = await api.ask("/api/v1/tasks/b/log/stream");
  for await (const { data } of readEvents(response)) {
    assertEquals(JSON.parse(data).text, "so far\n");
    break;
  }

  assertEquals(api.web.streams.size, 0);
});

Deno.test("GET …/log/stream answers 404 before the start, and 422 for a byte that is none", async () => {
  await using api = await aLoggedApi();

  const queued = await told(api.ask("/api/v1/tasks/c/log/stream"));
  const byte = await told(api.ask(`${LOG}/stream?from=-1`));

  assertMatch(queued.body.detail, /it has not started$/);
  assertEquals([queued.status, byte.status], [404, 422]);
});
