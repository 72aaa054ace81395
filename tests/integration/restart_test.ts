import { assertEquals } from "@std/assert";
import { appears } from "../helpers/appears.ts";
import { taskOn, untilBoard, untilEnded } from "../helpers/board.ts";
import { aGate, type Gate } from "../helpers/gate.ts";
import { endProcessesMarked } from "../helpers/processes.ts";
import { aServer, type TestServer } from "../helpers/server.ts";
import { dataOf, post, submit } from "./requests.ts";

/** One task ended, one runs on GPU 0, one waits for more than there are left. */
async function threeTasks(server: TestServer, gate: Gate): Promise<void> {
  await submit(server, "over", { command: "exit 5" });
  await untilEnded(server, ["over"]);
  const command = `touch ${server.dir}/up; ${gate.wait}; exit 9`;
  await submit(server, "on", { command, gpus: 1 });
  await appears(`${server.dir}/up`);
  await submit(server, "next", { command: "true", gpus: 2 });
}

const MODES: readonly {
  readonly mode: "ask" | "auto";
  readonly queued: string[];
  readonly offered: string[];
  readonly shelved: string[];
}[] = [
  { mode: "ask", queued: [], offered: ["next"], shelved: ["over"] },
  { mode: "auto", queued: ["next"], offered: [], shelved: [] },
];

for (const { mode, queued, offered, shelved } of MODES) {
  Deno.test(`after SIGKILL of the server its task is adopted, and the queue ${mode === "ask" ? "offered" : "back"} (RECOVERY_mode ${mode})`, async () => {
    await using server = await aServer({
      gpus: 2,
      config: { RECOVERY_mode: mode },
    });
    await using gate = await aGate();
    await threeTasks(server, gate);

    await server.kill();
    await using again = await server.again();
    const board = await untilBoard(again, () => true);
    const state = await dataOf(again, "/api/recovery_state");

    const idsOf = (list: Record<string, unknown>[]) =>
      list.map((entry) => entry["task_id"]);
    assertEquals(taskOn(board, "on")?.state, "running");
    assertEquals(board.queued.map(({ id }) => id), queued);
    assertEquals(idsOf(state.ongoing), []);
    assertEquals(idsOf(state.queued), offered);
    assertEquals(idsOf(state.completed), shelved);
    assertEquals(state.pending, mode === "ask");
    await gate.open();
    const [on] = await untilEnded(again, ["on"]);
    assertEquals([on?.end?.exitCode, on?.attempt], [9, 1]);
    if (mode === "auto") await untilEnded(again, ["next"]);
  });
}

Deno.test("a task whose processes are gone with the server is offered as Interrupted, and runs again when restored", async () => {
  await using server = await aServer();
  const command =
    `touch ${server.dir}/up; echo $$ >${server.dir}/pid; exec sleep 1000`;
  await submit(server, "gone", { command, gpus: 1 });
  await appears(`${server.dir}/up`);
  const board = await untilBoard(server, ({ active }) => active.length === 1);
  assertEquals(board.active[0]?.id, "gone");

  await server.kill();
  await endProcessesMarked(server.dir);
  await using again = await server.again();
  const { ongoing } = await dataOf(again, "/api/recovery_state");
  const entry = ongoing[0];
  const reply = await post(again, "/api/restore_recovery", {
    entries: [entry],
  });

  assertEquals([entry?.["task_id"], entry?.status], ["gone", "Interrupted"]);
  assertEquals(reply.status, 200, reply.text);
  const running = await untilBoard(
    again,
    (board) => taskOn(board, "gone")?.state === "running",
  );
  assertEquals(taskOn(running, "gone")?.attempt, 2);
});
