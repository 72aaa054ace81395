import type { EntryRef, RemovedEntry } from "./recovery.ts";
import type { StopReason, Task, TaskSpec } from "./task.ts";
import type { EpochMs, GpuIndex, Json, TaskId } from "./units.ts";

/** A task that somebody wants queued, parsed and named. */
export interface NewTask {
  readonly id: TaskId;
  readonly spec: TaskSpec;
  /** The name of the token it comes with; absent for the server's own. */
  readonly submitter?: string;
  /** Has it wait for a person's approval. */
  readonly approval?: "wanted";
}

/** A wish: it may be refused. */
export type Command =
  | {
    readonly kind: "submit";
    readonly tasks: readonly NewTask[];
    readonly key: string | null;
    /** How many tasks of their submitter may be queued at once. */
    readonly maxQueued?: number;
  }
  | {
    readonly kind: "terminate";
    readonly id: TaskId;
    readonly why: StopReason;
  }
  | {
    /** Queues copies, all or none. */
    readonly kind: "restart";
    readonly ids: readonly TaskId[];
    /** Takes those along that failed because these did. */
    readonly withDependants?: true;
    /** Has the copy wait for a person's approval. */
    readonly approval?: "wanted";
    /** How many tasks of the submitter may be queued at once. */
    readonly maxQueued?: number;
  }
  /** A person lets it start, or does not. */
  | { readonly kind: "approve"; readonly id: TaskId }
  | {
    readonly kind: "decline";
    readonly id: TaskId;
    /** Whose token it is; absent for the server's own. */
    readonly by?: string;
    /** For those who submitted it. */
    readonly reason?: string;
  }
  | { readonly kind: "promote"; readonly id: TaskId }
  | {
    /** Puts a queued task right before another, or at the tail. */
    readonly kind: "move";
    readonly id: TaskId;
    readonly before: TaskId | null;
  }
  | {
    /** Changes what a queued task is, and what it is called. */
    readonly kind: "edit";
    readonly id: TaskId;
    readonly as: NewTask;
  }
  | { readonly kind: "unqueue"; readonly id: TaskId }
  | { readonly kind: "forget"; readonly id: TaskId }
  | {
    /** Takes back that ended tasks were forgotten. */
    readonly kind: "putBack";
    readonly tasks: readonly Task[];
  }
  | { readonly kind: "hide"; readonly id: TaskId }
  | {
    readonly kind: "switchGpu";
    readonly gpu: GpuIndex;
    readonly enabled: boolean;
    /** Why it is switched off. */
    readonly reason?: string;
    /** When it is switched on again by itself. */
    readonly untilMs?: EpochMs;
  }
  | {
    /** Lets nothing start, of the whole queue or of a tag. */
    readonly kind: "pause";
    readonly tag: string | null;
    readonly reason: string | null;
    /** Who wishes it, as far as they say. */
    readonly by: string | null;
  }
  | { readonly kind: "resume"; readonly tag: string | null }
  | {
    readonly kind: "saveEnvDraft";
    readonly envar: Readonly<Record<string, Json>>;
  }
  | {
    readonly kind: "shelve";
    readonly sessionId: string;
    readonly which: "lost" | "all";
  }
  | {
    readonly kind: "restoreEntry";
    readonly entry: EntryRef;
    /** What it is to be called from now on, where its own id is taken. */
    readonly as?: TaskId;
  }
  | { readonly kind: "deleteEntry"; readonly entry: EntryRef }
  | { readonly kind: "hideEntry"; readonly entry: EntryRef }
  | { readonly kind: "putBackEntry"; readonly removed: RemovedEntry };
