import { assertEquals, assertMatch } from "@std/assert";
import { aState, aTask } from "../helpers/builders.ts";
import { readEvents } from "../helpers/event_stream.ts";
import { aLogDir, anApi, type Api } from "./an_api.ts";
import { told } from "./documented.ts";

const LOG = "/api/v1/tasks/a/log";

/** An API with an ended task `a` and a queued one `c`. */
async function aLoggedApi(): Promise<Api> {
  const dir = await aLogDir();
  const a = aTask("a", { name: "succeeded" }, {}, { logFile: `${dir}/a.log` });
  const c = aTask("c", { name: "queued" }, { nGpus: 3 });
  return await anApi({ state: aState(a, c) }, dir);
}

Deno.test("GET …/log/lines tells lines from each place, and where they stand", async () => {
  await using api = await aLoggedApi();
  await api.writeLog("a", "one\r\n2%\r3%\nthree\nfour");

  const window = async (query: string) => {
    const { body } = await told(api.ask(`${LOG}/lines${query}`));
    return [body.lines, body.fromLine, body.fromByte, body.endByte, body.size];
  };

  const all = ["one", "2%\r3%", "three", "four"];
  assertEquals(await window(""), [all, 1, 0, 21, 21]);
  assertEquals(await window("?tail&count=1"), [["four"], 4, 17, 21, 21]);
  assertEquals(await window("?tail=1&count=2"), [
    ["three", "four"],
    3,
    11,
    21,
    21,
  ]);
  assertEquals(await window("?line=2&count=1"), [["2%\r3%"], 2, 5, 11, 21]);
  assertEquals(await window("?before=11&count=1"), [["2%\r3%"], 2, 5, 11, 21]);
  assertEquals(await window("?before=12&count=1"), [["2%\r3%"], 2, 5, 11, 21]);
  assertEquals(await window("?from=6"), [["three", "four"], 3, 11, 21, 21]);
  assertEquals(await window("?line=9"), [[], null, 21, 21, 21]);
});

Deno.test("GET …/log/count tells how many lines there are, and of how many bytes", async () => {
  await using api = await aLoggedApi();
  await api.writeLog("a", "one\ntwo\nthree");

  const { status, body } = await told(api.ask(`${LOG}/count`));

  assertEquals([status, body], [200, { lines: 3, size: 13 }]);
});

Deno.test("GET …/log/lines answers 422 for two places, or for none that it knows", async () => {
  await using api = await aLoggedApi();

  const two = await told(api.ask(`${LOG}/lines?tail&line=3`));
  const none = await told(api.ask(`${LOG}/lines?line=0`));
  const many = await told(api.ask(`${LOG}/lines?count=99999`));

  assertEquals([two.status, none.status, many.status], [422, 422, 422]);
  assertMatch(two.body.detail, /must name one of tail, line, before and from/);
  assertMatch(none.body.detail, /"line": it must be a whole number from 1/);
});

Deno.test("GET …/log/lines and …/log/count answer 404 with the reason where there is no log", async () => {
  await using api = await aLoggedApi();

  for (const kind of ["lines", "count"]) {
    const gone = await told(api.ask(`${LOG}/${kind}`));
    const queued = await told(api.ask(`/api/v1/tasks/c/log/${kind}`));
    assertEquals([gone.status, queued.status], [404, 404]);
    assertMatch(gone.body.detail, /there is no such file$/);
    assertMatch(queued.body.detail, /it has not started$/);
  }
});

/** The events of a search, and what they hold. */
async function search(api: Api, query: string) {
  const response = await api.ask(`${LOG}/search?${query}`);
  assertEquals(response.headers.get("content-type"), "text/event-stream");
  const events = await Array.fromAsync(readEvents(response));
  return events.map(({ event, data }) => ({ event, data: JSON.parse(data) }));
}

Deno.test("GET …/log/search sends the lines that match, how far it is, and its end", async () => {
  await using api = await aLoggedApi();
  await api.writeLog("a", "one\nTWO\n\u001b[1mTw\u001b[0mo\nValueError: x\n");

  const events = await search(api, "q=two");
  const hitsOf = async (query: string) =>
    (await search(api, query)).flatMap(({ event, data }) =>
      event === "hits" ? data.hits : []
    );

  assertEquals(events.filter(({ event }) => event !== "progress"), [
    {
      event: "hits",
      data: { hits: [{ line: 2, byte: 4 }, { line: 3, byte: 8 }] },
    },
    { event: "end", data: { hits: 2, isCut: false, problem: null } },
  ]);
  const { data } = events.findLast(({ event }) => event === "progress")!;
  assertEquals(data, { readBytes: 34, size: 34, hits: 2 });
  assertEquals(await hitsOf("q=two&case=true"), []);
  assertEquals(await hitsOf("q=two&from=5"), [{ line: 3, byte: 8 }]);
  assertEquals(await hitsOf("q=^t.o$&regex=1&case=1&from=8"), []);
  assertEquals(await hitsOf("q=^T.o$&regex=1&case=1"), [{ line: 3, byte: 8 }]);
  assertEquals(await hitsOf("errors=true"), [{ line: 4, byte: 20 }]);
});

Deno.test("GET …/log/search answers 422 for what cannot be searched for, and 404 without a log", async () => {
  await using api = await aLoggedApi();
  const asked = async (query: string) => {
    const { status, body } = await told(api.ask(`${LOG}/search?${query}`));
    return `${status} ${body.detail}`;
  };

  assertMatch(await asked(""), /^422 .* must name one of "q" and "errors"$/);
  assertMatch(await asked("q=x&errors=1"), /^422 .* one of "q" and "errors"$/);
  assertMatch(await asked("q="), /^422 .*"q"/);
  assertMatch(
    await asked("q=(a&regex=1"),
    /^422 Cannot read "q": it is no regular expression: unterminated group$/,
  );
  assertMatch(await asked("q=x"), /^404 .* there is no such file$/);
});

Deno.test("GET …/log/search leaves nothing open when its reader goes", async () => {
  await using api = await aLoggedApi();
  await api.writeLog("a", "error: line\n".repeat(2_000_000));

  const response = await api.ask(`${LOG}/search?errors=true`);
  for await (const { event } of readEvents(response)) {
    if (event === "hits") break;
  }

  assertEquals(api.web.streams.size, 0);
});
