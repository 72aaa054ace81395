import { assert, assertEquals } from "@std/assert";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { invariants } from "../../scheduler/core/invariants.ts";
import type { SchedulerState } from "../../scheduler/model/state.ts";
import { aLogDir, anApi, type Api } from "../api/an_api.ts";
import { aGpu, aReading, aRunner, aState, aTask } from "../helpers/builders.ts";
import { say } from "../helpers/say.ts";
import { everyAddress } from "./operations.ts";
import { anyStep, type Ask, type Happening, type Step } from "./steps.ts";

/** Steps that one engine goes through. */
const STEPS = 250;
const GPUS = 3;
/** ANT's contract answers bad numbers of GPUs like this. */
const FAIR: Readonly<Record<string, number>> = {
  "/api/toggle_allowed_gpu": 500,
};
const WAITS = /\/wait(\?|$)/;
/** What takes longer hangs, on whatever machine. */
const PATIENCE_MS = 5 * 60_000;
/** What a case of the second half may add to the heap, in bytes. */
const MOST_GROWTH = 1_300;

/** Declares a test that sends so many drawn requests. */
export function testRequests(seed: number, cases: number): void {
  const name =
    `no request breaks anything, whatever it holds (${cases} cases, seed ${seed})`;
  Deno.test(name, () => send(seed, cases));
}

async function send(seed: number, cases: number): Promise<void> {
  const statuses = new Map<number, number>();
  const runs = Math.ceil(cases / STEPS);
  let heldByHalf = 0;
  let run = 0;
  const lives = fc.array(anyStep(await everyAddress()), {
    minLength: STEPS,
    maxLength: STEPS,
  });
  const told = await fc.check(
    fc.asyncProperty(lives, async (steps) => {
      await live(steps, statuses);
      if (++run % 20 === 0) tell(run, statuses);
      if (run === Math.floor(runs / 2)) heldByHalf = heldBytes();
    }),
    { seed, numRuns: runs, endOnFailure: true },
  );
  // All that led to it would fill pages; the seed and the life find it again.
  if (told.failed) throw told.errorInstance;
  const growth = heldBytes() - heldByHalf;
  say(`grew by ${growth} bytes`);
  assert(growth < MOST_GROWTH * cases / 2, `memory grew by ${growth} bytes`);
}

/** What is left of the heap once nothing is in it that could be let go. */
function heldBytes(): number {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
  return Deno.memoryUsage().heapUsed;
}

function tell(run: number, statuses: ReadonlyMap<number, number>): void {
  const counts = [...statuses].sort(([a], [b]) => a - b)
    .map(([status, count]) => `${status}: ${count}`).join(", ");
  const mib = Math.round(Deno.memoryUsage().heapUsed / 2 ** 20);
  say(`${run * STEPS} steps, ${mib} MiB; ${counts}`);
}

async function live(
  steps: readonly Step[],
  statuses: Map<number, number>,
): Promise<void> {
  const dir = await aLogDir();
  const state = someState(dir);
  await using api = await anApi({ gpus: GPUS, state }, dir);
  await api.writeLog("f", "one\ntwo\nTraceback (most recent call last):\n");
  for (const step of steps) {
    const what = JSON.stringify(step);
    if (step.kind === "ask") {
      const status = await within(answer(api, step), what);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      const isFair = status < 500 || FAIR[step.path.split("?")[0]!] === status;
      assert(isFair && api.broken.length === 0, explain(api, what, status));
    } else happen(api, step);
    assertEquals(invariants(state), [], what);
  }
}

function explain({ broken }: Api, what: string, status: number): string {
  const [error] = broken;
  return `${what}: ${status} ${error instanceof Error ? error.stack : ""}`;
}

function someState(dir: string): SchedulerState {
  const ended = { name: "succeeded" } as const;
  const failed = {
    name: "failed",
    failure: { kind: "exit", code: 1 },
  } as const;
  return aState(
    aTask("a"),
    aTask("b-1", undefined, { nGpus: 1, tags: ["x"] }),
    aTask("c.2", undefined, { nGpus: 2 }),
    aRunner("d_3", 0),
    aTask("e", ended),
    aTask("f", failed, {}, { logFile: `${dir}/f.log` }),
  );
}

async function answer(api: Api, ask: Ask): Promise<number> {
  const { method, path, headers, body } = ask;
  const typed = body === null ? {} : { "content-type": body.type };
  const response = await api.ask(path, {
    method,
    headers: { ...headers, ...typed },
    body: body?.text ?? null,
    // Who waits for a task may go: it need not come to its end here.
    ...WAITS.test(path) && { signal: AbortSignal.abort() },
  });
  const type = response.headers.get("content-type") ?? "";
  if (type.startsWith("text/event-stream")) await response.body?.cancel();
  else {
    const text = await response.text();
    if (/^application\/(problem\+)?json/.test(type)) JSON.parse(text);
  }
  return response.status;
}

async function within<T>(work: Promise<T>, what: string): Promise<T> {
  let alarm: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    alarm = setTimeout(() => reject(new Error(`${what} hangs`)), PATIENCE_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(alarm);
  }
}

function happen(api: Api, { kind, pick }: Happening): void {
  switch (kind) {
    case "exit": {
      const alive = [...api.launcher.alive];
      const id = alive[pick % alive.length];
      if (id !== undefined) api.launcher.exit(id, pick % 3);
      return;
    }
    case "time":
      return api.clock.advance(pick * 1000);
    case "gpus": {
      const indexes = Array.from({ length: GPUS }, (_, index) => index);
      const seen = indexes.filter((index) => (pick >> index) % 2 === 0);
      api.scheduler.observe(aReading(...seen.map((index) => aGpu(index))));
    }
  }
}
