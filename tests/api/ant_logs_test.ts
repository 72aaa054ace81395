import { assertEquals, assertMatch } from "@std/assert";
import { aRunner, aState, aTask } from "../helpers/builders.ts";
import { aLogDir, anApi, type Api, type ApiOptions } from "./an_api.ts";
import { told } from "./documented.ts";

const NONE = (message: string) => ({ status: "error", message, data: message });

/** Task `a` has ended, `b` runs, `c` waits, and `far` logs elsewhere. */
async function aLoggedApi(config: ApiOptions["config"] = {}): Promise<Api> {
  const dir = await aLogDir();
  const state = aState(
    aTask("a", { name: "succeeded" }, {}, { logFile: `${dir}/a.log` }),
    { ...aRunner("b", 0), logFile: `${dir}/b.log` },
    aTask("c", { name: "queued" }, { nGpus: 2 }),
    aTask("far", { name: "lost" }, {}, { logFile: "/etc/hostname" }),
    aTask('é "x"', { name: "lost" }, {}, { logFile: `${dir}/odd.log` }),
  );
  return await anApi({ state, config }, dir);
}

function log(api: Api, query: string) {
  return told(api.ask(`/api/get_log?${query}`));
}

async function textOf(api: Api, query: string): Promise<string> {
  const { status, body } = await log(api, `task_id=a&${query}`);
  assertEquals([status, body.status], [200, "success"]);
  return body.data;
}

Deno.test("GET /get_log sends all of a log that is short enough", async () => {
  await using api = await aLoggedApi({ VISUALIZER_view_log_max_lines: 4 });
  await api.writeLog("a", "1\n2\r\n3\r4");

  assertEquals(await textOf(api, ""), "1\n2\n3\n4\n");
});

Deno.test("GET /get_log hides the middle of a longer one, and counts it", async () => {
  await using api = await aLoggedApi({ VISUALIZER_view_log_max_lines: 4 });
  await api.writeLog("a", "1\n2\n3\n4\n5\n6\n");
  const rule = "=".repeat(28);

  assertEquals(
    await textOf(api, ""),
    `1\n2\n\n\n${rule}\n2 hidden lines ...\n${rule}\n\n\n5\n6\n`,
  );
});

Deno.test("GET /get_log?tail_lines sends exactly so many lines", async () => {
  await using api = await aLoggedApi();
  await api.writeLog("a", "abc");

  assertEquals(await textOf(api, "tail_lines=1"), "abc\n");
  assertEquals(await textOf(api, "tail_lines="), "abc\n");
  await api.writeLog("a", "1\n2\n3");
  assertEquals(await textOf(api, "tail_lines=2"), "2\n3\n");
  await api.writeLog("a", "");
  assertEquals(await textOf(api, "tail_lines=2"), "");
});

Deno.test("GET /get_log?full_log wins over tail_lines, and escapes every byte", async () => {
  await using api = await aLoggedApi({ VISUALIZER_view_log_max_lines: 1 });
  const half = new TextEncoder().encode('\ufeffa"\\\t€\r\n');
  const bytes = new Uint8Array(65_535 + half.length * 2 + 2).fill(0x78);
  bytes.set(half, 65_537 - half.length); // Read as 64 KiB: CR, then LF.
  bytes.set(half, 65_537);
  bytes.set([0xff, 0x0d], bytes.length - 2);
  await api.writeLog("a", bytes);

  for (const yes of ["1", "True", "yes", "ON"]) {
    const text = await textOf(api, `full_log=${yes}&tail_lines=1`);
    const expected = new TextDecoder("utf-8", { ignoreBOM: true })
      .decode(bytes).replace(/\r\n?/g, "\n");
    assertEquals(text === expected, true);
  }
});

Deno.test("GET /get_log works while the task runs", async () => {
  await using api = await aLoggedApi();
  await api.writeLog("b", "so far");

  const { body } = await log(api, "task_id=b");

  assertEquals(body, { status: "success", data: "so far\n" });
});

Deno.test("GET /get_log answers 400 for parameters that it cannot use", async () => {
  await using api = await aLoggedApi();

  for (
    const [query, message] of [
      ["", "task_id is required"],
      ["task_id=", "task_id is required"],
      ["task_id=a&tail_lines=x", "tail_lines must be an integer"],
      ["task_id=a&tail_lines=1.5", "tail_lines must be an integer"],
      ["task_id=a&tail_lines=0", "tail_lines must be >= 1"],
      ["task_id=a&tail_lines=-3", "tail_lines must be >= 1"],
    ]
  ) {
    const { status, body } = await log(api, query!);
    assertEquals([status, body], [400, { status: "error", message }]);
  }
});

Deno.test("GET /get_log answers 404 where there is no log, and says it twice", async () => {
  await using api = await aLoggedApi();

  const nobody = await log(api, "task_id=x");
  const queued = await log(api, "task_id=c");
  const gone = await log(api, "task_id=a");
  const full = await log(api, "task_id=a&full_log=1");
  const far = await log(api, "task_id=far");

  assertEquals([nobody.status, nobody.body], [404, NONE("Process not found")]);
  assertEquals([queued.status, queued.body], [404, NONE("Process not found")]);
  assertEquals([gone.status, gone.body], [404, NONE("Log file not found")]);
  assertEquals([full.status, full.body], [404, NONE("Log file not found")]);
  assertEquals(far.status, 404);
  assertMatch(far.body.message, /it is not within/);
});

Deno.test("GET /get_log_file sends the raw bytes as a file to save", async () => {
  await using api = await aLoggedApi();
  const bytes = [0x61, 0x0d, 0x0a, 0xff, 0x00];
  await api.writeLog("a", new Uint8Array(bytes));
  await api.writeLog("odd", "x");

  const plain = await api.ask("/api/get_log_file?task_id=a");
  const odd = await api.ask(
    `/api/get_log_file?task_id=${encodeURIComponent('é "x"')}`,
  );

  assertEquals(plain.status, 200);
  assertEquals(
    plain.headers.get("content-disposition"),
    `attachment; filename="a.log"; filename*=UTF-8''a.log`,
  );
  assertEquals([...await plain.bytes()], bytes);
  assertEquals(
    odd.headers.get("content-disposition"),
    `attachment; filename="___x_.log"; filename*=UTF-8''%C3%A9%20%22x%22.log`,
  );
  assertEquals(await odd.text(), "x");
});

Deno.test("GET /get_log_file answers 400, ANT's way, where there is no log", async () => {
  await using api = await aLoggedApi();
  const message = async (query: string) => {
    const { status, body } = await told(api.ask(`/api/get_log_file?${query}`));
    assertEquals([status, body.status], [400, "error"]);
    return body.message;
  };

  assertEquals(await message(""), "task_id is required");
  assertEquals(await message("task_id=x"), "Log file not found");
  assertEquals(await message("task_id=c"), "Log file not found");
  assertEquals(await message("task_id=a"), "Log file not found");
  assertMatch(await message("task_id=far"), /it is not within/);
});

Deno.test("HEAD /get_log and /get_log_file open nothing that stays open", async () => {
  await using api = await aLoggedApi();
  await api.writeLog("a", "12345");

  for (const path of ["get_log", "get_log_file", "get_log?full_log=1"]) {
    const query = `${path.includes("?") ? "&" : "?"}task_id=a`;
    const response = await api.ask(`/api/${path}${query}`, { method: "HEAD" });
    assertEquals([response.status, await response.text()], [200, ""]);
  }
});
