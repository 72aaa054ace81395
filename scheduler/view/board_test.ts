import { assertEquals } from "@std/assert";
import { aScheduler } from "../../tests/helpers/fake_ports.ts";
import { aGpu, aReading, aSpec, T0 } from "../../tests/helpers/builders.ts";
import { applyPatch, type BoardPatch, type BoardView } from "./board.ts";

/** What is on a board but the moment, which no patch need agree on. */
function still({ nowMs: _, ...rest }: BoardView) {
  return rest;
}

Deno.test("applyPatch() over every patch gives the board that a new reader gets", async () => {
  const { scheduler, launcher } = aScheduler(2);
  let board = await scheduler.board();
  const reader = scheduler.feed.read(null);
  await reader.next();
  const followed = (async () => {
    for await (const { data } of reader) {
      board = applyPatch(board, data as BoardPatch);
    }
  })();

  const ids = Array.from({ length: 12 }, (_, place) => `t${place}`);
  for (const [place, id] of ids.entries()) {
    await scheduler.submit([{ id, spec: aSpec({ nGpus: place % 3 }) }]);
  }
  await scheduler.dispatch({ kind: "promote", id: "t11" });
  await scheduler.dispatch({ kind: "unqueue", id: "t10" });
  await scheduler.dispatch({ kind: "switchGpu", gpu: 1, enabled: false });
  const hot = { utilizationPercent: 97, temperatureCelsius: 71 };
  scheduler.observe(aReading(aGpu(0, hot), aGpu(1, { sampledAtMs: T0 })));
  scheduler.tick();
  launcher.exit(launcher.launched[0]!, 1);
  while (scheduler.state.failed.size === 0) await scheduler.read(() => {});
  await scheduler.restart([launcher.launched[0]!]);
  await scheduler.dispatch({ kind: "forget", id: launcher.launched[0]! });

  const whole = await scheduler.board();
  scheduler.feed.close();
  await followed;
  assertEquals(still(board), still(whole));
});
