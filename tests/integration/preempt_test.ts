import { assertEquals, assertMatch } from "@std/assert";
import type { BoardView } from "../../scheduler/view/board.ts";
import { taskOn, untilBoard, untilEnded } from "../helpers/board.ts";
import { aGate } from "../helpers/gate.ts";
import { aServer } from "../helpers/server.ts";
import { logOf, submit } from "./requests.ts";

const GPU = { gpus: 1, config: { RECOVERY_mode: "auto" } } as const;
/** Saves its work when it is asked to go; the second attempt is quick. */
const PREEMPTIBLE = "ant_preemptible=true " +
  "trap 'echo saved; exit 0' TERM; echo attempt $ANT_ATTEMPT; " +
  "test $ANT_ATTEMPT = 2 || while :; do sleep 0.02; done";

const state = (board: BoardView, id: string) => taskOn(board, id)?.state;

Deno.test("an urgent task lets a preemptible one go, which runs again at its place with a log of its own", async () => {
  await using server = await aServer(GPU);
  await using gate = await aGate();
  await submit(server, "long", { command: PREEMPTIBLE, gpus: 1 });
  await untilBoard(server, (board) => state(board, "long") === "running");
  await submit(server, "behind", { command: "true", gpus: 1 });
  const command = `ant_priority=urgent ${gate.wait}`;
  await submit(server, "now", { command, gpus: 1 });

  const board = await untilBoard(
    server,
    (board) => state(board, "now") === "running",
  );
  const waiting = taskOn(board, "long")!;
  await gate.open();
  const [long] = await untilEnded(server, ["long", "now", "behind"]);

  assertEquals(waiting.state, "queued");
  assertEquals(board.queued.map(({ id }) => id), ["long", "behind"]);
  assertEquals(waiting.earlier.map(({ end }) => end.cause), [
    "preempted for now",
  ]);
  assertEquals([long!.state, long!.attempt], ["succeeded", 2]);
  assertMatch(await logOf(server, "long"), /attempt 2/);
});

Deno.test("a task that makes way is requeued though the server dies in the midst of it", async () => {
  await using first = await aServer(GPU);
  await using gate = await aGate();
  const command = "ant_preemptible=true trap ':' TERM; " +
    `test $ANT_ATTEMPT = 2 || { ${gate.wait}; ${gate.wait}; exit 3; }`;
  await submit(first, "long", { command, gpus: 1 });
  await untilBoard(first, (board) => state(board, "long") === "running");
  await submit(first, "now", {
    command: "ant_priority=urgent true",
    gpus: 1,
  });
  const board = await untilBoard(
    first,
    (board) => state(board, "long") === "stopping",
  );
  assertEquals(taskOn(board, "long")!.makesWayFor, "now");

  await first.kill();
  await using server = await first.again();
  await gate.open();
  const [long, now] = await untilEnded(server, ["long", "now"]);

  assertEquals([long!.state, now!.state], ["succeeded", "succeeded"]);
  assertEquals(long!.earlier.map(({ end }) => end.cause), [
    "preempted for now",
  ]);
  assertEquals(now!.startedAtMs! < long!.startedAtMs!, true);
});

Deno.test("a task that makes way stays away when a person stops it", async () => {
  await using server = await aServer({
    gpus: 1,
    config: { HANDLER_kill_grace: 60 },
  });
  await using gate = await aGate();
  const command = `ant_preemptible=true trap ':' TERM; ${gate.wait}; ` +
    `${gate.wait}; ${gate.wait}`;
  await submit(server, "long", { command, gpus: 1 });
  await untilBoard(server, (board) => state(board, "long") === "running");
  await submit(server, "now", {
    command: "ant_priority=urgent true",
    gpus: 1,
  });
  await untilBoard(server, (board) => state(board, "long") === "stopping");

  const path = "/api/v1/tasks/long/terminate";
  const reply = await server.fetch(path, { method: "POST" });
  await reply.body?.cancel();
  await gate.open();
  const [long, now] = await untilEnded(server, ["long", "now"]);

  assertEquals([long!.state, now!.state], ["terminated", "succeeded"]);
});
