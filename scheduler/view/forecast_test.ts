import { assertEquals } from "@std/assert";
import {
  aBoardView,
  aGpuView,
  aQueuedView,
  aRunningView,
} from "../../tests/helpers/views.ts";
import type { TaskView } from "./task_view.ts";
import { forecast } from "./forecast.ts";

const HOUR_MS = 3_600_000;
const NOW = aBoardView().nowMs;

function runs(id: string, gpu: number, options: TaskView["options"] = {}) {
  return { ...aRunningView(id, gpu), startedAtMs: NOW - HOUR_MS, options };
}

/** Hours from now until each start that is known, by id. */
function starts(
  active: readonly TaskView[],
  queued: readonly TaskView[],
  nGpus = 2,
) {
  const gpus = Array.from({ length: nGpus }, (_, index) => {
    const by = active.filter((task) => task.gpus.includes(index));
    return by.length === 0 ? aGpuView(index) : aGpuView(index, {
      status: "held",
      heldBy: by.map(({ id }) => id),
    });
  });
  const found = forecast(aBoardView({ active, queued, gpus }));
  return Object.fromEntries(
    [...found].map(([id, { atMs }]) => [id, (atMs - NOW) / HOUR_MS]),
  );
}

const wants = (id: string, nGpus: number, options: TaskView["options"] = {}) =>
  aQueuedView(id, { nGpus, options });

Deno.test("forecast() knows the latest start where all before have limits", () => {
  const active = [
    runs("a", 0, { timeout: "3h" }),
    runs("b", 1, {
      timeout: "5h",
    }),
  ];

  assertEquals(
    starts(active, [
      wants("first", 1, { timeout: "1h" }),
      wants("second", 2, { timeout: "1h" }),
      wants("third", 1),
    ]),
    { first: 2, second: 4, third: 5 },
  );
});

Deno.test("forecast() says nothing behind a task without a limit", () => {
  const active = [runs("a", 0), runs("b", 1, { timeout: "2h" })];

  assertEquals(
    starts(active, [wants("one", 1), wants("both", 2), wants("last", 1)]),
    { one: 1 },
  );
});

Deno.test("forecast() lets nobody behind start before whoever wants the same", () => {
  const active = [runs("a", 0, { timeout: "9h" })];

  assertEquals(
    starts(active, [wants("wide", 2, { timeout: "1h" }), wants("narrow", 1)]),
    { wide: 8, narrow: 9 },
  );
});

Deno.test("forecast() is silent about what waits for more than GPUs", () => {
  const queued = [
    wants("held", 1, { hold: "true" }),
    aQueuedView("after", { nGpus: 1, pending: ["x"] }),
    wants("never", 3),
    wants("named", 1, { gpuIds: "1" }),
  ];

  assertEquals(starts([], queued), { named: 0 });
});
