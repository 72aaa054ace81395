import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { Task } from "../model/task.ts";
import { aState, aTask, T0 } from "../../tests/helpers/builders.ts";
import { offersOf, someGpus } from "../../tests/helpers/offers.ts";
import { lookAhead } from "./look_ahead.ts";
import { plan } from "./plan.ts";
import { Limits } from "./limits.ts";

const HOUR_MS = 3_600_000;
/** Beyond this hour nothing of a small case is left to happen. */
const HORIZON = 80;
const NEVER = Infinity;

/** A task of a small case, its time limit in hours; `null` without one. */
interface Small {
  readonly hours: number | null;
  readonly nGpus: number;
  readonly gpuIds: readonly number[] | null;
  readonly cores: number;
}

/** A few GPUs, what runs on them, and a short queue. */
interface Case {
  readonly nGpus: number;
  /** For each GPU the hours that what runs on it still has; 0: it is free. */
  readonly busy: readonly (number | null)[];
  /** The cores of what runs on each. */
  readonly busyCores: readonly number[];
  readonly queue: readonly Small[];
}

/** Where a task was put: `atHour` is `NEVER` for a start that nobody knows. */
interface Put {
  readonly atHour: number;
  readonly gpus: readonly number[];
}

const hours = fc.option(fc.integer({ min: 1, max: 5 }), { freq: 4 });

const cases = fc.integer({ min: 1, max: 4 }).chain((nGpus) =>
  fc.record({
    nGpus: fc.constant(nGpus),
    busy: fc.array(
      fc.oneof(
        { weight: 3, arbitrary: fc.constant(0) },
        { weight: 4, arbitrary: hours },
      ),
      { minLength: nGpus, maxLength: nGpus },
    ),
    busyCores: fc.array(fc.nat(1), { minLength: nGpus, maxLength: nGpus }),
    queue: fc.array(
      fc.record({
        cores: fc.constantFrom(0, 0, 1, 2, 3, 4, 5),
        hours,
        nGpus: fc.integer({ min: 1, max: nGpus }),
        gpuIds: fc.option(
          fc.uniqueArray(fc.integer({ min: 0, max: nGpus - 1 }), {
            minLength: 1,
          }),
          { freq: 3 },
        ),
      }),
      { minLength: 1, maxLength: 6 },
    ),
  })
);

function built({ nGpus, busy, busyCores, queue }: Case) {
  const limit = (left: number | null) =>
    left === null ? {} : { timeoutMs: left * HOUR_MS };
  const claims = (cpus: number) => cpus === 0 ? {} : { cpus };
  const running = busy.flatMap((left, gpu): Task[] => {
    if (left === 0) return [];
    const gpus = [{ gpu, memoryMiB: null }];
    const state = { name: "running", gpus, identity: "p" } as const;
    const options = { ...limit(left), ...claims(busyCores[gpu]!) };
    return [aTask(`run ${gpu}`, state, { nGpus: 1, options })];
  });
  const waiting = queue.map(({ hours, nGpus, gpuIds, cores }, place) =>
    aTask(`${place}`, { name: "queued" }, {
      nGpus,
      options: { ...limit(hours), ...claims(cores), ...gpuIds && { gpuIds } },
    })
  );
  const state = aState(...running, ...waiting);
  return { state, offers: offersOf(state, someGpus(nGpus)) };
}

const CORES = 4;
const capacity = { cpus: CORES, memoryMiB: null };
const RULES = { policy: "backfill", maxCpuTasks: null, capacity } as const;
const TIMES = { learns: false, fairHalfLifeMs: 0, killGraceMs: 0 };

/** What the policy starts now: the GPUs by the place in the queue. */
function started(small: Case): Map<number, readonly number[]> {
  const { state, offers } = built(small);
  const placed = plan(state, offers, { ...RULES, ...TIMES }, T0);
  return new Map(
    placed.map(({ id, gpus }) => [Number(id), gpus.map(({ gpu }) => gpu)]),
  );
}

/** What the policy has reserved, by the place in the queue. */
function reserved(small: Case): Map<number, Put> {
  const { state, offers } = built(small);
  const sight = { ...TIMES, nowMs: T0, keepsAll: false, nowOnly: false };
  const tags = new Limits(state, capacity);
  return new Map(
    [...lookAhead(state, offers, tags, sight)].map(({ id, atMs, gpus }) => [
      Number(id),
      { atHour: (atMs - T0) / HOUR_MS, gpus },
    ]),
  );
}

function usableBy({ gpuIds }: Small, nGpus: number): readonly number[] {
  return gpuIds ?? Array.from({ length: nGpus }, (_, gpu) => gpu);
}

function isPossible(task: Small, nGpus: number): boolean {
  return usableBy(task, nGpus).length >= task.nGpus && task.cores <= CORES;
}

/** Every choice of so many out of a few. */
function choices(from: readonly number[], count: number): number[][] {
  if (count === 0) return [[]];
  return from.flatMap((one, place) =>
    choices(from.slice(place + 1), count - 1).map((rest) => [one, ...rest])
  );
}

/** Hour by hour who has a GPU, and how many cores: all that the oracle knows. */
class Hours {
  readonly #taken: Set<string>;
  readonly #cores: number[];

  constructor(taken: Iterable<string> = [], cores: readonly number[] = []) {
    this.#taken = new Set(taken);
    this.#cores = Array.from({ length: HORIZON }, (_, at) => cores[at] ?? 0);
  }

  static of({ busy, busyCores }: Case): Hours {
    const found = new Hours();
    for (const [gpu, left] of busy.entries()) {
      const cores = left === 0 ? 0 : busyCores[gpu]!;
      found.take([gpu], 0, { hours: left, cores });
    }
    return found;
  }

  with(gpus: readonly number[], from: number, task: Taking): Hours {
    const after = new Hours(this.#taken, this.#cores);
    after.take(gpus, from, task);
    return after;
  }

  take(gpus: readonly number[], from: number, { hours, cores }: Taking): void {
    for (let hour = from; hour < endOf(from, hours); hour++) {
      this.#cores[hour]! += cores;
      for (const gpu of gpus) this.#taken.add(`${gpu} ${hour}`);
    }
  }

  isFree(gpus: readonly number[], from: number, { hours, cores }: Taking) {
    for (let hour = from; hour < endOf(from, hours); hour++) {
      if (cores > 0 && this.#cores[hour]! + cores > CORES) return false;
      if (gpus.some((gpu) => this.#taken.has(`${gpu} ${hour}`))) return false;
    }
    return true;
  }
}

type Taking = Pick<Small, "hours" | "cores">;

const FOREVER: Taking = { hours: null, cores: 0 };

function endOf(from: number, hours: number | null): number {
  return hours === null ? HORIZON : Math.min(HORIZON, from + hours);
}

/** The first hour at which any choice of GPUs is free for long enough. */
function firstHour(hours: Hours, task: Small, nGpus: number): number {
  const all = choices(usableBy(task, nGpus), task.nGpus);
  for (let hour = 0; hour < HORIZON / 2; hour++) {
    if (all.some((gpus) => hours.isFree(gpus, hour, task))) return hour;
  }
  return NEVER;
}

/**
 * The best that can be done for each task in turn: every choice of GPUs is
 * tried, the first task gets its earliest hour, of all ways to that the second
 * gets its earliest, and so on. `pinned` tasks run from now on, on their GPUs.
 */
function bestHours(
  small: Case,
  pinned: ReadonlyMap<number, readonly number[]>,
): number[] {
  const { queue, nGpus } = small;
  const start = Hours.of(small);
  for (const [place, gpus] of pinned) start.take(gpus, 0, queue[place]!);
  let ways: Hours[] = [start];
  return queue.map((task, place) => {
    if (pinned.has(place)) return 0;
    if (!isPossible(task, nGpus)) return NEVER;
    const usable = usableBy(task, nGpus);
    const best = Math.min(...ways.map((way) => firstHour(way, task, nGpus)));
    ways = best === NEVER
      ? ways.map((way) => way.with(usable, 0, FOREVER))
      : ways.flatMap((way) =>
        choices(usable, task.nGpus)
          .filter((gpus) => way.isFree(gpus, best, task))
          .map((gpus) => way.with(gpus, best, task))
      );
    return best;
  });
}

Deno.test("backfill() reserves for each task its earliest hour beside those before it, whoever comes behind", () => {
  fc.assert(
    fc.property(cases, (small) => {
      const { queue, nGpus } = small;
      const found = reserved(small);
      const hours = Hours.of(small);

      for (const [place, task] of queue.entries()) {
        if (!isPossible(task, nGpus)) continue;
        const put = found.get(place);

        assertEquals(put?.atHour ?? NEVER, firstHour(hours, task, nGpus));
        // Nobody tells which GPUs are kept for one that waits for cores.
        if (put === undefined && task.cores > 0) break;
        if (put === undefined) hours.take(usableBy(task, nGpus), 0, FOREVER);
        else {
          assert(hours.isFree(put.gpus, put.atHour, task), "taken twice");
          hours.take(put.gpus, put.atHour, task);
        }
      }
    }),
    { numRuns: 500 },
  );
});

Deno.test("backfill() starts exactly those whose reserved hour is now", () => {
  fc.assert(fc.property(cases, (small) => {
    const now = [...reserved(small)].filter(([, { atHour }]) => atHour === 0);

    assertEquals(
      [...started(small)],
      now.map(([place, { gpus }]) => [place, gpus]),
    );
  }));
});

Deno.test("backfill() starts nobody early for whom an earlier one would start later, by an exhaustive oracle", () => {
  fc.assert(
    fc.property(cases, (small) => {
      const { queue, nGpus } = small;
      const now = started(small);

      for (const [place, task] of queue.entries()) {
        if (now.has(place) || !isPossible(task, nGpus)) continue;
        const before = { ...small, queue: queue.slice(0, place + 1) };
        const ahead = new Map([...now].filter(([other]) => other < place));
        const behind = [...now].filter(([other]) => other > place);
        const busy = [...small.busy];
        const busyCores = [...small.busyCores];
        for (const [other, gpus] of behind) {
          for (const [at, gpu] of gpus.entries()) {
            busy[gpu] = queue[other]!.hours;
            busyCores[gpu] = at === 0 ? queue[other]!.cores : 0;
          }
        }
        const without = bestHours(before, ahead).at(-1)!;
        if (without === NEVER && task.cores > 0) break;
        const changed = { ...before, busy, busyCores };
        const after = bestHours(changed, ahead).at(-1)!;
        const theirs = behind.flatMap(([, gpus]) => gpus);
        const wanted = usableBy(task, nGpus);
        const isKept = !theirs.some((gpu) => wanted.includes(gpu));
        assert(without < NEVER || isKept, `${place} lost what it waits for`);
        assert(after <= without, `${place} starts at ${after}, not ${without}`);
      }
    }),
    { numRuns: 500 },
  );
});
