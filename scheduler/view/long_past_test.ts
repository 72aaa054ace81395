import { assertEquals } from "@std/assert";
import { aBoardView, aGpuView } from "../../tests/helpers/views.ts";
import {
  addToLongPast,
  openPast,
  sendPast,
  type SentPast,
} from "./long_past.ts";

const AT = 1_000_000;

function aSentPast(cpuPercent: readonly (number | null)[]): SentPast {
  const same = cpuPercent;
  return {
    atMs: AT,
    intervalMs: 1_000,
    size: 5,
    smoothing: .5,
    cpuPercent,
    ramGiB: same,
    gpus: [{
      index: 3,
      loadPercent: same,
      memoryGiB: same,
      powerWatts: same,
      temperatureCelsius: same,
    }],
  };
}

/** A board whose CPU shows that value so long after the newest slot. */
function boardAfter(ms: number, cpuPercent: number | null) {
  const board = aBoardView({ nowMs: AT + ms, gpus: [aGpuView(3)] });
  return { ...board, host: { ...board.host, cpuPercent } };
}

Deno.test("sendPast() takes the newest slots, in the order of the GPUs", () => {
  const sent = sendPast({
    "cpu_usage": [9, 9, 1, 2],
    "ram_usage": [9, 9, 3, 4],
    "gpu_usage": [[9, 9, 5, 6], [9, 9, 7, null]],
    "gpu_memory": [[9, 9, 0, 0], [9, 9, 0, 0]],
    "gpu_power_draw": [[9, 9, 0, 0], [9, 9, 0, 0]],
    "gpu_temperature": [[9, 9, 0, 0], [9, 9, 0, 0]],
  }, {
    ...{ atMs: AT, intervalMs: 1_000, size: 4, smoothing: 1 },
    gpus: [5, 2],
    slots: 2,
  });

  assertEquals([sent.cpuPercent, sent.ramGiB], [[1, 2], [3, 4]]);
  assertEquals(
    sent.gpus.map(({ index, loadPercent }) => [index, loadPercent]),
    [[5, [5, 6]], [2, [7, null]]],
  );
});

Deno.test("openPast() gives each slot its time, the newest last", () => {
  const { timesMs, spanMs } = openPast(aSentPast([1, 2, 3]));

  assertEquals(timesMs, [AT - 2_000, AT - 1_000, AT]);
  assertEquals(spanMs, 5_000);
});

Deno.test("addToLongPast() goes on with the moving average of the server", () => {
  const past = addToLongPast(openPast(aSentPast([10])), boardAfter(1_000, 30));

  assertEquals(past.cpuPercent, [10, 20]);
  assertEquals(past.gpus[0]!.powerWatts, [10, 35]);
  assertEquals(past.timesMs, [AT, AT + 1_000]);
});

Deno.test("addToLongPast() adds nothing for a board that comes within a slot", () => {
  const past = openPast(aSentPast([10]));

  assertEquals(addToLongPast(past, boardAfter(400, 30)), past);
});

Deno.test("addToLongPast() leaves a gap where nothing was known or heard", () => {
  const unknown = addToLongPast(
    openPast(aSentPast([10])),
    boardAfter(1_000, null),
  );
  const { cpuPercent } = addToLongPast(unknown, boardAfter(2_000, 30));
  const silent = addToLongPast(
    { ...openPast(aSentPast([10])), spanMs: 60_000 },
    boardAfter(9_000, 30),
  );

  assertEquals(cpuPercent, [10, null, 30]);
  assertEquals(silent.cpuPercent, [10, null, 30]);
  assertEquals(silent.timesMs, [AT, AT + 1_000, AT + 9_000]);
});

Deno.test("addToLongPast() forgets what is older than its span", () => {
  let past = openPast(aSentPast([1, 2, 3, 4, 5]));

  for (let i = 1; i <= 20; i++) {
    past = addToLongPast(past, boardAfter(i * 1_000, 7));
  }

  assertEquals(past.timesMs.length, 5);
  assertEquals(past.cpuPercent.length, 5);
  assertEquals(past.gpus[0]!.loadPercent.length, 5);
});
