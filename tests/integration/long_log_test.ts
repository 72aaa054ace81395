import { assertEquals } from "@std/assert";
import { appears } from "../helpers/appears.ts";
import { taskOn, untilBoard } from "../helpers/board.ts";
import { readEvents } from "../helpers/event_stream.ts";
import { aGate } from "../helpers/gate.ts";
import { aServer, type TestServer } from "../helpers/server.ts";

const LOG = "/api/v1/tasks/long/log";

/** Whether the server has a file open whose path says so. */
async function hasOpen({ pid }: TestServer, part: string): Promise<boolean> {
  for await (const { name } of Deno.readDir(`/proc/${pid}/fd`)) {
    const path = await Deno.readLink(`/proc/${pid}/fd/${name}`).catch(() => "");
    if (path.includes(part)) return true;
  }
  return false;
}

/** Resolves once no such file is open; nobody tells when that happens. */
async function closes(server: TestServer, part: string): Promise<void> {
  while (await hasOpen(server, part)) await Deno.lstat(server.dir);
}

async function asked(server: TestServer, path: string) {
  return await (await server.fetch(path)).json();
}

Deno.test({
  name:
    "a long log is counted as it grows, searched, and closed when its reader goes",
  timeout: 600_000,
  async fn() {
    await using server = await aServer({ gpus: 1 });
    await using gate = await aGate();
    const ready = `${server.dir}/ready`;
    const command = `yes "error: again" | head -n 4000000; touch ${ready}; ` +
      `${gate.wait}; echo last`;
    const queued = await server.fetch("/api/v1/tasks", {
      method: "POST",
      body: JSON.stringify({ command, id: "long", gpus: 0 }),
    });
    await queued.body?.cancel();
    await appears(ready);

    const before = await asked(server, `${LOG}/count`);
    const leave = new AbortController();
    const search = await server.fetch(`${LOG}/search?errors=true`, {
      signal: leave.signal,
    });
    for await (const { event } of readEvents(search)) {
      if (event === "hits") break;
    }
    leave.abort();
    await closes(server, "long.log");
    await gate.open();
    await untilBoard(
      server,
      (board) => taskOn(board, "long")?.state === "succeeded",
    );
    const after = await asked(server, `${LOG}/count`);
    const { fromLine, lines } = await asked(server, `${LOG}/lines?count=20`);

    assertEquals(after.lines, fromLine + lines.length - 1);
    assertEquals(lines.includes("last"), true);
    assertEquals(after.lines > before.lines, true);
    assertEquals(await hasOpen(server, "long.log"), false);
  },
});
