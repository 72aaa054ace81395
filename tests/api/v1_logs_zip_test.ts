import { assert, assertEquals, assertMatch } from "@std/assert";
import { TextWriter, Uint8ArrayReader, ZipReader } from "@zip.js/zip.js";
import { aState, aTask } from "../helpers/builders.ts";
import { aLogDir, anApi, type Api } from "./an_api.ts";
import { told } from "./documented.ts";

const ZIP = "/api/v1/logs.zip";

/** An API with two tasks that have ended, one whose log is gone, one queued. */
async function aLoggedApi(): Promise<Api> {
  const dir = await aLogDir();
  const ended = (id: string) =>
    aTask(id, { name: "succeeded" }, {}, {
      logFile: `${dir}/${id}.log`,
      endedAtMs: Date.UTC(2026, 10, 21),
    });
  const state = aState(
    ...["a", "b", "gone"].map(ended),
    aTask("wide", { name: "queued" }, { nGpus: 3 }),
  );
  return await anApi({ state }, dir);
}

/** What a zip file holds, by name. */
async function unzipped(answer: Promise<Response>) {
  const response = await answer;
  assertEquals(response.status, 200);
  const reader = new Uint8ArrayReader(await response.bytes());
  const zip = new ZipReader(reader, { useWebWorkers: false });
  const held: Record<string, string> = {};
  for (const entry of await zip.getEntries()) {
    assert(!entry.directory);
    held[entry.filename] = await entry.getData(new TextWriter());
  }
  await zip.close();
  return held;
}

Deno.test("GET /api/v1/logs.zip sends each log once, and names what is missing", async () => {
  await using api = await aLoggedApi();
  const long = "a line of the log\n".repeat(100_000);
  await api.writeLog("a", long);
  await api.writeLog("b", "é\n");

  const ids = ["b", "a", "b", "gone", "wide", "nobody"];
  const held = await unzipped(
    api.ask(`${ZIP}?${ids.map((id) => `id=${id}`).join("&")}`),
  );

  assertEquals(Object.keys(held), ["b.log", "a.log", "MISSING.txt"]);
  assertEquals([held["b.log"], held["a.log"] === long], ["é\n", true]);
  assertMatch(
    held["MISSING.txt"]!,
    /^gone: .* no such file\nwide: .* it has not started\nnobody: Cannot find task "nobody"\n$/,
  );
});

Deno.test("GET /api/v1/logs.zip names the file after the day", async () => {
  await using api = await aLoggedApi();
  await api.writeLog("a", "x");

  const { headers, body } = await api.ask(`${ZIP}?id=a`);
  await body!.cancel();

  assertEquals(headers.get("content-type"), "application/zip");
  assertMatch(
    headers.get("content-disposition")!,
    /^attachment; filename="ant-logs-\d{4}-\d\d-\d\d-\d{4}\.zip"$/,
  );
});

Deno.test("POST /api/v1/logs.zip takes JSON and forms alike", async () => {
  await using api = await aLoggedApi();
  await api.writeLog("a", "of a");
  await api.writeLog("b", "of b");
  const form = new FormData();
  const fields = new URLSearchParams();
  for (const id of ["a", "b"]) {
    form.append("id", id);
    fields.append("id", id);
  }

  for (const body of [JSON.stringify({ ids: ["a", "b"] }), form, fields]) {
    const held = await unzipped(api.ask(ZIP, { method: "POST", body }));
    assertEquals(held, { "a.log": "of a", "b.log": "of b" });
  }
});

Deno.test("/api/v1/logs.zip answers 422 where no task is named", async () => {
  await using api = await aLoggedApi();
  const method = "POST";

  const get = await told(api.ask(ZIP));
  const odd = await told(api.ask(`${ZIP}?id=a&ids=b`));
  const json = await told(api.send(method, ZIP, { ids: [] }));
  const form = await told(
    api.ask(ZIP, { method, body: new URLSearchParams({ ids: "a" }) }),
  );

  const statuses = [get, odd, json, form].map(({ status }) => status);
  assertEquals(statuses, [422, 422, 422, 422]);
});

Deno.test("GET /api/v1/logs.zip closes the log of a reader that goes away, and opens no other", async () => {
  await using api = await aLoggedApi();
  const bytes = crypto.getRandomValues(new Uint8Array(65_536));
  for (let at = 0; at < 64; at++) await api.appendLog("a", bytes);
  await api.writeLog("b", "never read");
  const opened: string[] = [];
  const { logs } = api.web;
  const range = logs.range.bind(logs);
  logs.range = (path, start, end) => {
    opened.push(path.split("/").at(-1)!);
    return range(path, start, end);
  };

  const response = await api.ask(`${ZIP}?id=a&id=b`);
  const reader = response.body!.getReader();
  await reader.read();
  await reader.cancel();

  assertEquals(opened, ["a.log"]); // The leak sanitizer sees it closed.
});
