import { IllegalTransition } from "./errors.ts";
import type { FailureClue } from "./failure_class.ts";
import type { TaskOptions } from "./task_options.ts";
import type { EpochMs, GpuIndex, Json, TaskId } from "./units.ts";

/** What was asked for: validated at the door, the same for the task's life. */
export interface TaskSpec {
  /** The shell text to run, after inline arguments and drawn values. */
  readonly command: string;
  readonly nGpus: number;
  /** The variables as given, `ant_wd` and `ant_conda_*` among them. */
  readonly envar: Readonly<Record<string, Json>>;
  /** Words to find and group tasks by. */
  readonly tags: readonly string[];
  /** When, where and how it may run, beyond its number of GPUs. */
  readonly options: TaskOptions;
  /**
   * The options, by their fields in `/api/v1`, that come from the config's
   * defaults; absent for none.
   */
  readonly defaults?: readonly string[];
  /** ANT's second, hidden map of variables. */
  readonly runnerEnvar: Readonly<Record<string, Json>>;
  /** What its submitter's tasks may hold; absent sets no bounds. */
  readonly budget?: Budget;
}

/** How many GPUs all tasks of a submitter may hold at once. */
export interface Budget {
  readonly of: string;
  readonly gpus: number;
}

/** A GPU and how much of it: MiB of its memory, or `null` for all of it. */
export interface HeldShare {
  readonly gpu: GpuIndex;
  readonly memoryMiB: number | null;
}

/**
 * What a launcher needs to find its process again. Only the launcher that
 * made it can read it; everyone else stores it.
 */
export type ProcessIdentity = string;

/** Who or what asked a running task to stop. */
export type StopReason = "person" | "shutdown" | "timeLimit" | "preempted";

/** Why an attempt failed. */
export type Failure =
  | {
    readonly kind: "exit";
    readonly code: number;
    readonly clue?: FailureClue;
  }
  | {
    readonly kind: "signal";
    readonly signal: string;
    readonly clue?: FailureClue;
  }
  | { readonly kind: "launch"; readonly message: string }
  /** It ran into its own time limit. */
  | { readonly kind: "timeLimit"; readonly limitMs: number }
  /** It made way for an urgent task, and waits at its place again. */
  | { readonly kind: "preempted"; readonly by: TaskId }
  /** It never started, since what it waited for did not succeed. */
  | { readonly kind: "dependency"; readonly on: TaskId };

/** Who did not let a task start, and why. */
export interface Declined {
  /** Whose token it was; `null` for the server's own. */
  readonly by: string | null;
  /** `null` where nobody said. */
  readonly reason: string | null;
}

/** How an attempt's whole process tree ended, as far as anyone can know. */
export type Exit =
  | {
    readonly kind: "code";
    readonly code: number;
    readonly clue?: FailureClue;
  }
  | {
    readonly kind: "signal";
    readonly signal: string;
    /** What the log's end says of it, where it says something. */
    readonly clue?: FailureClue;
  }
  /** Its command was never begun. */
  | { readonly kind: "notRun"; readonly message: string }
  | { readonly kind: "unknown" };

/** Where a task stands, with exactly the data that standing there needs. */
export type TaskState =
  | { readonly name: "queued" }
  | { readonly name: "starting"; readonly gpus: readonly HeldShare[] }
  | {
    readonly name: "running";
    readonly gpus: readonly HeldShare[];
    readonly identity: ProcessIdentity;
    /** The warning before its time limit has been sent. */
    readonly warned?: true;
  }
  | {
    readonly name: "stopping";
    readonly gpus: readonly HeldShare[];
    /** `null` until the launch that was under way reports in. */
    readonly identity: ProcessIdentity | null;
    readonly why: StopReason;
    /** Whom it makes way for, where it is preempted. */
    readonly makesWayFor?: TaskId;
    /** When SIGKILL follows SIGTERM; `null` once it has been sent. */
    readonly killAtMs: EpochMs | null;
  }
  | { readonly name: "succeeded" }
  | { readonly name: "failed"; readonly failure: Failure }
  | {
    readonly name: "terminated";
    /** That it was not let start at all; absent for one that was stopped. */
    readonly declined?: Declined;
  }
  | { readonly name: "lost" };

/** The name of a place in the life of a task. */
export type StateName = TaskState["name"];

/**
 * The whole law of task movement; a move not listed is a bug. `stopping`
 * may repeat: its identity can arrive late, and SIGKILL comes after SIGTERM.
 * `starting` falls back to `queued` when a crash came before the launch.
 */
export const TRANSITIONS = {
  queued: ["starting", "terminated", "failed"],
  starting: ["running", "stopping", "failed", "lost", "queued"],
  running: ["stopping", "succeeded", "failed", "lost"],
  stopping: ["stopping", "terminated", "failed", "lost", "queued"],
  succeeded: [],
  failed: ["queued"],
  terminated: [],
  lost: ["queued"],
} as const satisfies Readonly<Record<StateName, readonly StateName[]>>;

/** How an earlier attempt of a task went. */
export interface AttemptRecord {
  readonly attempt: number;
  readonly as: Extract<TaskState, { name: "failed" | "lost" }>;
  readonly gpus: readonly GpuIndex[];
  readonly startedAtMs: EpochMs | null;
  readonly endedAtMs: EpochMs;
  readonly logFile: string | null;
}

/** One submitted command, from its queueing to its end and after. */
export interface Task {
  readonly id: TaskId;
  readonly spec: TaskSpec;
  readonly state: TaskState;
  /** When it came to stand where it stands. */
  readonly sinceMs: EpochMs;
  readonly submittedAtMs: EpochMs;
  /** The number of this launch, from 1; 0 before the first. */
  readonly attempt: number;
  readonly startedAtMs: EpochMs | null;
  readonly endedAtMs: EpochMs | null;
  /** The GPUs of the last attempt, held or not any more; `null` before it. */
  readonly lastGpus: readonly GpuIndex[] | null;
  /** The last attempt's log, in the form the config gave the folder. */
  readonly logFile: string | null;
  /** Orders the queue: lower starts sooner. */
  readonly turn: number;
  /** While queued: it may not start before; `null` once that has come. */
  readonly notBeforeMs: EpochMs | null;
  /** While queued: the tasks that it still waits for. */
  readonly pending: readonly TaskId[];
  /** Earlier attempts, the first one first. */
  readonly earlier: readonly AttemptRecord[];
  /** The name of the token it came with; absent for the server's own token. */
  readonly submitter?: string;
  /** It starts no sooner than a person approves it; absent once one has. */
  readonly approval?: "wanted";
}

/** The GPUs a task holds now: in these three states and no other. */
export function heldShares({ state }: Task): readonly HeldShare[] {
  switch (state.name) {
    case "starting":
    case "running":
    case "stopping":
      return state.gpus;
    case "queued":
    case "succeeded":
    case "failed":
    case "terminated":
    case "lost":
      return [];
  }
}

/** Tells whether a process of the task exists, may exist, or is about to. */
export function isActive({ state }: Task): boolean {
  return state.name === "starting" || state.name === "running" ||
    state.name === "stopping";
}

/** Tells whether the task has ended, well or badly. */
export function isEnded(task: Task): boolean {
  return task.state.name !== "queued" && !isActive(task);
}

/** Tells whether an attempt ended because it made way for another task. */
export function isPreempted(as: TaskState): boolean {
  return as.name === "failed" && as.failure.kind === "preempted";
}

/** Tells whether an attempt of it made way for another task. */
export function hasYielded({ earlier }: Task): boolean {
  return earlier.some(({ as }) => isPreempted(as));
}

/** Moves a task along the table. */
export function move(task: Task, to: TaskState, atMs: EpochMs): Task {
  const legal: readonly StateName[] = TRANSITIONS[task.state.name];
  if (!legal.includes(to.name)) {
    throw new IllegalTransition(task.id, task.state.name, to.name);
  }
  return { ...task, state: to, sinceMs: atMs };
}
