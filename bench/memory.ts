import { addEnded, addQueued } from "./engine.ts";
import { emptyState } from "../scheduler/model/state.ts";
import type { Bench } from "./measure.ts";
import { run } from "./rivals.ts";

const TASKS = 100_000;

/** What a task takes in memory while it waits, and on record after its end. */
export const memory: Bench = {
  name: "memory",
  async run() {
    // A process of its own, whose heap nobody else fills.
    const script = new URL(import.meta.url).pathname;
    const flags = ["run", "-A", "--v8-flags=--expose-gc", script];
    const [queued, ended] = JSON.parse(await run(Deno.execPath(), flags));
    const of = "the same task as JSON";
    return [
      {
        what: "memory.queued.bytesPerTask",
        figure: queued,
        baseline: { of, figure: jsonBytes(addQueued) },
        hold: { of: "figure", atMost: 1500 },
      },
      {
        what: "memory.ended.bytesPerTask",
        figure: ended,
        baseline: { of, figure: jsonBytes(addEnded) },
      },
    ];
  },
};

function bytesPerTask(fill: typeof addQueued): number {
  const { gc } = globalThis as unknown as { gc: () => void };
  const state = emptyState();
  gc();
  const before = Deno.memoryUsage().heapUsed;
  fill(state, TASKS);
  gc();
  const after = Deno.memoryUsage().heapUsed;
  return (after - before) / state.tasks.size;
}

function jsonBytes(fill: typeof addQueued): number {
  const state = emptyState();
  fill(state, 1000);
  return JSON.stringify([...state.tasks.values()]).length / 1000;
}

if (import.meta.main) {
  const found = [addQueued, addEnded].map(bytesPerTask);
  Deno.stdout.writeSync(new TextEncoder().encode(JSON.stringify(found)));
}
