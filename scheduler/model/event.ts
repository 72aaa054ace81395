import type { Drain } from "./drain.ts";
import type { Pause } from "./pause.ts";
import type { EntryRef, RemovedEntry } from "./recovery.ts";
import type { HeldShare, ProcessIdentity, StopReason, Task } from "./task.ts";
import type { TaskState } from "./task.ts";
import type { Usage } from "./usage.ts";
import type { EpochMs, GpuIndex, Json, TaskId } from "./units.ts";

/** The ways a task can end. */
export type EndState = Extract<
  TaskState,
  { name: "succeeded" | "failed" | "terminated" | "lost" }
>;

/** What an edit may change of a task in the queue. */
export type QueuedTask = Pick<
  Task,
  "id" | "spec" | "turn" | "notBeforeMs" | "pending" | "approval"
>;

/** What has happened, in the past tense: all that the journal stores. */
export type SchedulerEvent =
  | {
    /** A batch, all or nothing, in queue order. */
    readonly kind: "tasksSubmitted";
    readonly tasks: readonly Task[];
    /** The submitter's Idempotency-Key, where one was given. */
    readonly key: string | null;
    /** Of a restart: whose copies the tasks are, in their order. */
    readonly copyOf?: readonly TaskId[];
  }
  | {
    readonly kind: "taskPlaced";
    readonly id: TaskId;
    readonly gpus: readonly HeldShare[];
    readonly logFile: string;
    readonly atMs: EpochMs;
  }
  | {
    readonly kind: "taskStarted";
    readonly id: TaskId;
    readonly identity: ProcessIdentity;
    readonly atMs: EpochMs;
  }
  | {
    readonly kind: "taskStopRequested";
    readonly id: TaskId;
    readonly why: StopReason;
    /** Whom it makes way for, where it is preempted. */
    readonly makesWayFor?: TaskId;
    readonly killAtMs: EpochMs;
    readonly atMs: EpochMs;
  }
  | {
    readonly kind: "taskKillDue";
    readonly id: TaskId;
    readonly atMs: EpochMs;
  }
  | {
    /** Its time limit is near, and it is told. */
    readonly kind: "taskWarned";
    readonly id: TaskId;
    readonly atMs: EpochMs;
  }
  | {
    /** The moment that it had to wait for has come. */
    readonly kind: "taskDue";
    readonly id: TaskId;
  }
  | {
    /** A task that it waited for has ended as it should. */
    readonly kind: "dependencyMet";
    readonly id: TaskId;
    readonly on: TaskId;
  }
  | {
    readonly kind: "taskEnded";
    readonly id: TaskId;
    readonly as: EndState;
    /** What its submitter has used by then, where that is counted. */
    readonly usage?: Usage;
    readonly atMs: EpochMs;
  }
  | {
    /** A task goes back into the queue at its old turn. */
    readonly kind: "taskRequeued";
    readonly id: TaskId;
    /** It starts no sooner; `null` for at once. */
    readonly notBeforeMs: EpochMs | null;
    readonly atMs: EpochMs;
  }
  | {
    readonly kind: "taskMoved";
    readonly id: TaskId;
    readonly turn: number;
  }
  | {
    readonly kind: "taskEdited";
    readonly id: TaskId;
    /** The id may be another, the place in the queue is the same. */
    readonly as: QueuedTask;
  }
  | {
    /** A person lets it start. */
    readonly kind: "taskApproved";
    readonly id: TaskId;
  }
  | { readonly kind: "taskRemoved"; readonly id: TaskId }
  | {
    /** Ended tasks that were removed stand where they stood before. */
    readonly kind: "tasksPutBack";
    readonly tasks: readonly Task[];
  }
  | {
    readonly kind: "gpuSwitched";
    readonly gpu: GpuIndex;
    /** Why it takes no further tasks from now on; `null` if it does. */
    readonly drain: Drain | null;
  }
  | { readonly kind: "queuePaused"; readonly pause: Pause }
  | {
    readonly kind: "queueResumed";
    /** `null` for the whole queue. */
    readonly tag: string | null;
  }
  | {
    /** The clock was set: what is timed by it is timed as before. */
    readonly kind: "clockMoved";
    readonly byMs: number;
  }
  | {
    readonly kind: "envDraftSaved";
    readonly envar: Readonly<Record<string, Json>>;
  }
  | {
    /** What waits and what has ended becomes an earlier server life. */
    readonly kind: "sessionShelved";
    readonly sessionId: string;
    readonly which: "lost" | "all";
    readonly atMs: EpochMs;
  }
  | {
    readonly kind: "entryRestored";
    readonly entry: EntryRef;
    /** Its new id, where it got one. */
    readonly as?: TaskId;
    readonly turn: number;
    readonly atMs: EpochMs;
  }
  | { readonly kind: "entryDeleted"; readonly entry: EntryRef }
  | { readonly kind: "entryHidden"; readonly entry: EntryRef }
  | {
    /** A deletion or a hiding is undone. */
    readonly kind: "entryPutBack";
    readonly removed: RemovedEntry;
  }
  | { readonly kind: "taskHidden"; readonly id: TaskId };

/** The tasks that an event is about. */
export function idsOf(event: SchedulerEvent): readonly TaskId[] {
  if ("tasks" in event) return event.tasks.map(({ id }) => id);
  if (event.kind === "taskEdited") return [event.id, event.as.id];
  if (event.kind === "entryRestored") return [event.as ?? event.entry.id];
  if ("entry" in event) return [event.entry.id];
  return "id" in event ? [event.id] : [];
}
