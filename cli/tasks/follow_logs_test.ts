import { assertEquals, assertRejects } from "@std/assert";
import { Failure } from "../failure.ts";
import { Flags } from "../grammar/flags.ts";
import type { Api } from "../server/api.ts";
import { followLogs } from "./follow_logs.ts";

/** Follows a task that is in these states, one after the other. */
async function followed(...states: readonly string[]): Promise<string> {
  const left = [...states];
  const said: (string | Uint8Array)[] = [];
  const api = {
    get(path: string) {
      if (path.endsWith("/log/lines")) {
        return Promise.reject(new Failure("notFound", "There is no log"));
      }
      const [state] = left.length > 1 ? left.splice(0, 1) : left;
      return Promise.resolve({ id: "a", state, logFile: "/a.log", end: null });
    },
    async *events(_path: string, _query: unknown, opened: () => void) {
      opened();
      const data = JSON.stringify({ text: "begun\n", nextByte: 6 });
      yield { event: "text", data };
      yield { event: "end", data: "{}" };
    },
  };
  await followLogs({
    flags: new Flags(new Map()),
    terminal: {
      out: (text) => said.push(text),
      err: () => {},
      isTerminal: false,
      isErrTerminal: false,
      columns: 120,
      rows: 50,
      cwd: "/",
      env: () => null,
    },
    select: null,
    api: () => Promise.resolve(api as unknown as Api),
    ids: ["a"],
    tail: 20,
  });
  return said.join("");
}

Deno.test("followLogs() begins with a log that a task which is starting has not got yet", async () => {
  assertEquals(await followed("starting", "starting", "succeeded"), "begun\n");
});

Deno.test("followLogs() says so where the log of a task that has ended is gone", async () => {
  await assertRejects(() => followed("succeeded"), Failure, "no log");
});
