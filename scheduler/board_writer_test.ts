import { assertEquals } from "@std/assert";
import { aSpec, aState, aTask, T0 } from "../tests/helpers/builders.ts";
import { aScheduler } from "../tests/helpers/fake_ports.ts";
import {
  applyPatch,
  type BoardPatch,
  type BoardView,
  QUEUED_WINDOW,
} from "./view/board.ts";

const BEYOND = 20;
const idAt = (place: number) => `t${String(place).padStart(4, "0")}`;

Deno.test("patches keep the first of a long queue in sight, whatever moves and goes", async () => {
  const { scheduler } = aScheduler(1);
  const spec = aSpec({ nGpus: 1, command: "sleep 1" });
  await scheduler.submit([{ id: "holder", spec }]);
  const ids = Array.from(
    { length: QUEUED_WINDOW + BEYOND },
    (_, at) => idAt(at),
  );
  await scheduler.submit(ids.map((id) => ({ id, spec })));
  const feed = scheduler.feed.read(null);
  let board = (await feed.next()).value!.data as BoardView;

  await scheduler.dispatch({ kind: "unqueue", id: idAt(3) });
  await scheduler.dispatch({ kind: "move", id: idAt(0), before: null });
  await scheduler.dispatch({ kind: "promote", id: idAt(519) });
  await scheduler.dispatch({ kind: "move", id: idAt(518), before: idAt(9) });
  for (let at = 20; at < 40; at++) {
    await scheduler.dispatch({ kind: "unqueue", id: idAt(at) });
  }
  await scheduler.submit([{ id: "last", spec }]);
  let sent = 0;
  while (board.queued.at(-1)?.id !== "last") {
    const patch = (await feed.next()).value!.data as BoardPatch;
    sent += patch.upsert!.length;
    board = applyPatch(board, patch);
  }

  const whole = await scheduler.board();
  const idsOf = ({ queued }: BoardView) => queued.map(({ id }) => id);
  assertEquals(board.counts.queued, 500);
  assertEquals(idsOf(board), idsOf(whole));
  assertEquals(sent < 60, true); // A change costs what it changes.
});

Deno.test("a board counts the failures of the last day, and not those before", async () => {
  const failure = { kind: "exit", code: 1 } as const;
  const { scheduler } = aScheduler(
    0,
    aState(
      ...[T0 - 25 * 3_600_000, T0 - 23 * 3_600_000, T0 - 1].map((at, place) =>
        aTask(idAt(place), { name: "failed", failure }, {}, { endedAtMs: at })
      ),
    ),
  );

  const board = await scheduler.board();

  assertEquals([board.counts.failed, board.counts.ended], [2, 3]);
});
