import { type GpuLane, isReady } from "../model/lanes.ts";
import type { SchedulerState } from "../model/state.ts";
import type { Task } from "../model/task.ts";
import { type Turn, TurnMerge } from "../model/turn_merge.ts";
import type { EpochMs, TaskId } from "../model/units.ts";
import { usedAt, usedSoFar } from "../model/usage.ts";

/** Queued tasks one after another. */
export type Line = Pick<TurnMerge, "next" | "advance" | "drop">;

/** How submitters share. */
export interface FairRules {
  /** After so long use counts half; 0 shares by turn alone. */
  readonly fairHalfLifeMs: number;
}

/**
 * A GPU that somebody holds counts for that much more than it was used, so
 * that of two who begin together one does not get all that is free.
 */
const AHEAD_MS = 3_600_000;

/**
 * The tasks that want GPUs, in the order in which they may have them: in turn,
 * where all are of one submitter. Where there are several, the places of a
 * priority go to whoever has used least of late, and no other priority notices.
 */
export function fairLine(
  state: SchedulerState,
  { fairHalfLifeMs }: FairRules,
  nowMs: EpochMs,
  guests: readonly Task[] = [],
): Line {
  const ready = guests.filter(isReady);
  const isShared = fairHalfLifeMs > 0 &&
    (state.queuedBy.size > 0 || ready.some(({ submitter }) => submitter));
  if (!isShared) return state.queue.gpu(ready.map((task) => [task]));
  const lanes = [...state.queue.gpuLanes(), ...ready.map(laneOfOne)];
  const owners = new Set(lanes.map(({ submitter }) => submitter));
  if (owners.size < 2) return new TurnMerge(lanes.map(({ turns }) => turns()));
  return new FairLine(lanes, loads(state, fairHalfLifeMs, nowMs), (id) => {
    const task = state.tasks.get(id) ?? ready.find((one) => one.id === id);
    return (task?.spec.nGpus ?? 0) * AHEAD_MS;
  });
}

function laneOfOne(task: Task): GpuLane {
  const { submitter = "", spec: { options: { priority = 0 } } } = task;
  return { submitter, priority, turns: () => [task] };
}

/**
 * What each submitter weighs, in GPUs times milliseconds: what was used of
 * late, and what is held, with an hour more for each GPU.
 */
export function loads(
  { usage, holding, tasks }: SchedulerState,
  halfLifeMs: number,
  nowMs: EpochMs,
): Map<string, number> {
  const loads = new Map(
    [...usage].map(([name, used]) => [name, usedAt(used, nowMs, halfLifeMs)]),
  );
  for (const id of holding) {
    const task = tasks.get(id)!;
    const { submitter = "", spec } = task;
    const load = usedSoFar(task, nowMs) + spec.nGpus * AHEAD_MS;
    loads.set(submitter, (loads.get(submitter) ?? 0) + load);
  }
  return loads;
}

/** A task's place, and which of the lanes it stands in. */
interface Placed extends Turn {
  readonly lane: number;
}

/** The places of one priority, and who may stand on them. */
interface Band {
  readonly places: TurnMerge<Placed>;
  readonly lines: ReadonlyMap<string, TurnMerge<Placed>>;
}

class FairLine implements Line {
  readonly #bands: readonly Band[];
  readonly #loads: Map<string, number>;
  readonly #weigh: (id: TaskId) => number;
  readonly #dropped = new Set<number>();
  #now: { readonly band: Band; readonly owner: string } | null = null;

  constructor(
    lanes: readonly GpuLane[],
    loads: Map<string, number>,
    weigh: (id: TaskId) => number,
  ) {
    const marked = lanes.map((lane, at) => ({
      ...lane,
      turns: () => mark(lane.turns(), at),
    }));
    const merge = (some: readonly typeof marked[number][]) =>
      new TurnMerge<Placed>(some.map(({ turns }) => turns()));
    this.#bands = [...Map.groupBy(marked, ({ priority }) => priority).values()]
      .map((lanes) => ({
        places: merge(lanes),
        lines: new Map(
          [...Map.groupBy(lanes, ({ submitter }) => submitter)]
            .map(([owner, own]) => [owner, merge(own)]),
        ),
      }));
    this.#loads = loads;
    this.#weigh = weigh;
    this.#find();
  }

  get next(): TaskId | null {
    return this.#line?.next ?? null;
  }

  advance(): void {
    const { next } = this;
    if (next === null) return;
    const { band, owner } = this.#now!;
    const load = this.#loads.get(owner) ?? 0;
    this.#loads.set(owner, load + this.#weigh(next));
    band.lines.get(owner)!.advance();
    band.places.advance();
    this.#find();
  }

  drop(): void {
    const line = this.#line;
    if (line === null) return;
    this.#dropped.add(line.head!.lane);
    line.drop();
    this.#find();
  }

  get #line(): TurnMerge<Placed> | null {
    return this.#now?.band.lines.get(this.#now.owner) ?? null;
  }

  /** Its next place; those of a lane that was dropped go with it. */
  #turnOf({ places, lines }: Band): number {
    while (this.#dropped.has(places.head?.lane ?? -1)) places.drop();
    const own = Math.min(
      ...[...lines.values()].map(({ head }) => head?.turn ?? Infinity),
    );
    return own === Infinity ? own : places.head?.turn ?? own;
  }

  /** The band whose place comes first, and in it who weighs least. */
  #find(): void {
    let band: Band | null = null;
    let first = Infinity;
    for (const one of this.#bands) {
      const turn = this.#turnOf(one);
      if (turn < first) [band, first] = [one, turn];
    }
    if (band === null) {
      this.#now = null;
      return;
    }
    const [owner] = [...band.lines].filter(([, { head }]) => head !== null)
      .sort(([a, one], [b, other]) =>
        (this.#loads.get(a) ?? 0) - (this.#loads.get(b) ?? 0) ||
        one.head!.turn - other.head!.turn
      )[0]!;
    this.#now = { band, owner };
  }
}

function* mark(turns: Iterable<Turn>, lane: number): Generator<Placed> {
  for (const { id, turn } of turns) yield { id, turn, lane };
}
