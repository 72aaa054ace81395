import type { Task } from "./task.ts";
import { TurnList } from "./turn_list.ts";
import { type Turn, TurnMerge } from "./turn_merge.ts";

/** A task as far as its lane depends on it. */
export type Laned = Pick<
  Task,
  | "id"
  | "spec"
  | "turn"
  | "notBeforeMs"
  | "pending"
  | "approval"
  | "submitter"
>;

/** Tasks of one submitter and one priority that ask for the same GPUs. */
export interface GpuLane {
  /** Empty for the server's own. */
  readonly submitter: string;
  readonly priority: number;
  readonly turns: () => Iterable<Turn>;
}

/** The lane of tasks that may not start yet, whatever is free. */
const WAITING = "waiting";
/** The lanes of tasks that want no GPU begin like this. */
const CPU = "cpu";
/** And those of all others like that. */
const GPU = "gpu";

/**
 * The queue in lanes, each in turn: tasks that ask for as many GPUs of the
 * same kind share one, so that when the first of them has to wait, nobody needs
 * to look at those behind it.
 */
export class Lanes {
  readonly #lanes = new Map<string, TurnList>();
  readonly #gpuLanes = new Map<string, GpuLane>();
  /** Tags whose tasks may not start. */
  readonly #paused = new Set<string>();
  #size = 0;

  /** How many tasks are queued. */
  get size(): number {
    return this.#size;
  }

  add(task: Laned): void {
    const key = this.#laneOf(task);
    let lane = this.#lanes.get(key);
    if (lane === undefined) {
      this.#lanes.set(key, lane = new TurnList());
      if (key.startsWith(GPU)) this.#gpuLanes.set(key, gpuLane(task, lane));
    }
    lane.add(task.id, task.turn);
    this.#size++;
  }

  delete(task: Laned): void {
    const key = this.#laneOf(task);
    const lane = this.#lanes.get(key);
    if (!lane?.has(task.id)) return;
    lane.delete(task.id);
    this.#size--;
    if (lane.size > 0) return;
    this.#lanes.delete(key);
    this.#gpuLanes.delete(key);
  }

  has(task: Laned): boolean {
    return this.#lanes.get(this.#laneOf(task))?.has(task.id) ?? false;
  }

  /** Tasks without GPUs that may start, in turn. */
  cpu(): TurnMerge {
    return this.#merge((key) => key.startsWith(CPU));
  }

  /** Tasks with GPUs that may start, in turn, and others among them. */
  gpu(others: readonly Iterable<Turn>[] = []): TurnMerge {
    return this.#merge((key) => key.startsWith(GPU), others);
  }

  /** The same lane by lane, for who shares them out otherwise. */
  gpuLanes(): readonly GpuLane[] {
    return [...this.#gpuLanes.values()];
  }

  /** All tasks, in turn, from a turn on. */
  all(from?: number): TurnMerge {
    return new TurnMerge(this.#lanes.values().map((lane) => lane.turns(from)));
  }

  /** Whether any task that wants a GPU may start. */
  get wantsGpu(): boolean {
    return [...this.#lanes.keys()].some((key) => key.startsWith(GPU));
  }

  /** The turns of the first and the last, or `null` when nothing waits. */
  get span(): readonly [first: number, last: number] | null {
    return this.#lanes.values().map(({ span }) => span)
      .reduce<readonly [number, number] | null>(
        (all, one) =>
          all === null || one === null
            ? all ?? one
            : [Math.min(all[0], one[0]), Math.max(all[1], one[1])],
        null,
      );
  }

  /** Lets no task with a tag start; takes those of them that are queued. */
  pause(tag: string, tasks: readonly Laned[]): void {
    for (const task of tasks) this.delete(task);
    this.#paused.add(tag);
    for (const task of tasks) this.add(task);
  }

  /** Lets them start again. */
  resume(tag: string, tasks: readonly Laned[]): void {
    for (const task of tasks) this.delete(task);
    this.#paused.delete(tag);
    for (const task of tasks) this.add(task);
  }

  #laneOf(task: Laned): string {
    const isPaused = this.#paused.size > 0 &&
      task.spec.tags.some((tag) => this.#paused.has(tag));
    return isPaused ? WAITING : laneOf(task);
  }

  #merge(
    isWanted: (key: string) => boolean,
    others: readonly Iterable<Turn>[] = [],
  ): TurnMerge {
    const own = [...this.#lanes].filter(([key]) => isWanted(key))
      .map(([, lane]) => lane.turns());
    return new TurnMerge([...own, ...others]);
  }
}

/** Tells whether nothing but GPUs and its turn keep a queued task waiting. */
export function isReady(
  { spec, notBeforeMs, pending, approval }: Laned,
): boolean {
  return !spec.options.hold && approval === undefined &&
    notBeforeMs === null && pending.length === 0;
}

function laneOf(task: Laned): string {
  if (!isReady(task)) return WAITING;
  const { submitter, spec: { nGpus, options } } = task;
  const { gpuIds, gpuTypes, gpuMemMiB, gpuShareMiB } = options;
  const { cpus, memoryMiB, atMost } = options;
  const { budget } = task.spec;
  const limit = [
    ...atMost === undefined ? [] : [` ${atMost.count}@${atMost.tag}`],
    ...budget === undefined ? [] : [` ${budget.gpus} ${budget.of}`],
  ].join("");
  const claims = [cpus, memoryMiB];
  const kind = nGpus === 0
    ? claims
    : [nGpus, gpuIds, gpuTypes, gpuMemMiB, gpuShareMiB, ...claims];
  const words = kind.map((one) => one ?? "").join(" ");
  if (nGpus === 0) return `${CPU} ${words}${limit}`;
  const { priority = 0 } = options;
  return `${GPU} ${words}${limit} ${priority} ${submitter ?? ""}`;
}

function gpuLane({ submitter, spec }: Laned, list: TurnList): GpuLane {
  const { priority = 0 } = spec.options;
  return { submitter: submitter ?? "", priority, turns: () => list.turns() };
}
