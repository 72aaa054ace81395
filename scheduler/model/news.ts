import type { EpochMs, GpuIndex, TaskId } from "./units.ts";

/**
 * What people can be told of: any end of a task, a failure, a wait that is
 * long, and a GPU that is lost or quarantined.
 */
export const NEWS_EVENTS = ["ended", "failed", "wait", "gpu"] as const;

/** One of them. */
export type NewsEvent = typeof NEWS_EVENTS[number];

/** Something that a person may want to be told. */
export interface News {
  /** What it is; a failure is an end, too. */
  readonly events: readonly NewsEvent[];
  /** One line, and what else there is to say. */
  readonly title: string;
  readonly text: string;
  /** The task that it is about; `null` for a GPU. */
  readonly task: NewsTask | null;
  readonly gpus: readonly GpuIndex[];
  readonly atMs: EpochMs;
  /** Whom the task wants to have told of what: `ant_notify`. */
  readonly wish: readonly string[] | null;
}

/** A task, as far as strangers may know it: no command and no variables. */
export interface NewsTask {
  readonly id: TaskId;
  readonly state: string;
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly cause: string | null;
  readonly attempt: number;
  readonly tags: readonly string[];
  readonly submittedAtMs: EpochMs;
  readonly startedAtMs: EpochMs | null;
  readonly endedAtMs: EpochMs | null;
}
