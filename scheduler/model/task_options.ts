import type { FailureClass } from "./failure_class.ts";
import type { EpochMs, GpuIndex, TaskId } from "./units.ts";

/** A signal that a task gets some time before its limit, to save its work. */
export interface WarningSignal {
  readonly signal: WarningSignalName;
  /** How long before the time limit it comes. */
  readonly beforeMs: number;
}

/** The signals that a program may choose to hear as a warning, signal(7). */
export const WARNING_SIGNALS = [
  "SIGUSR1",
  "SIGUSR2",
  "SIGINT",
  "SIGHUP",
  "SIGTERM",
] as const;

/** One of them. */
export type WarningSignalName = typeof WARNING_SIGNALS[number];

/** How many tasks with a tag may run at once. */
export interface TagLimit {
  readonly count: number;
  readonly tag: string;
}

/**
 * When, where and how a task may run, beyond its number of GPUs. What is not
 * there was not asked for, so that most tasks carry nothing of it.
 */
export interface TaskOptions {
  /** Higher starts sooner, from -100 to 100; 0 where none is given. */
  readonly priority?: number;
  /** Exactly these GPUs, by physical index. */
  readonly gpuIds?: readonly GpuIndex[];
  /** Only GPUs whose names hold one of these words, in lower case. */
  readonly gpuTypes?: readonly string[];
  /** Free memory that each GPU must have at the start. */
  readonly gpuMemMiB?: number;
  /** So much of each GPU's memory, beside others; absent means all of it. */
  readonly gpuShareMiB?: number;
  /** Processor cores that it needs, of those that tasks may have. */
  readonly cpus?: number;
  /** Main memory that it needs. */
  readonly memoryMiB?: number;
  /** A person keeps it from starting. */
  readonly hold?: true;
  /** It starts no sooner. */
  readonly beginAtMs?: EpochMs;
  /** Tasks that must have succeeded. */
  readonly after?: readonly TaskId[];
  /** Tasks that must have ended, well or badly. */
  readonly afterAny?: readonly TaskId[];
  /** It runs beside fewer than so many tasks with this tag. */
  readonly atMost?: TagLimit;
  /** How long an attempt may run. */
  readonly timeoutMs?: number;
  readonly timeoutSignal?: WarningSignal;
  /** It may be asked to go, and run again, for urgent work. */
  readonly preemptible?: true;
  /** Whom to tell of what: events and names of webhooks, or `none`. */
  readonly notify?: readonly string[];
  /** How many further attempts a failure may lead to. */
  readonly retries?: number;
  /** The failures that are worth another attempt; absent means any. */
  readonly retryOn?: readonly FailureClass[];
}

/** Nothing but a command and a number of GPUs. */
export const NO_OPTIONS: TaskOptions = {};
