import type { Exit, ProcessIdentity } from "./task.ts";
import type { EpochMs, GpuIndex, TaskId } from "./units.ts";

/**
 * A fact from outside: it cannot be refused. One that comes late, about an
 * attempt that is no longer the task's, leads to nothing.
 */
export type Report =
  | {
    readonly kind: "started";
    readonly id: TaskId;
    readonly attempt: number;
    readonly identity: ProcessIdentity;
  }
  | {
    readonly kind: "launchFailed";
    readonly id: TaskId;
    readonly attempt: number;
    readonly message: string;
  }
  | {
    /** A crash came between the placement and the launch. */
    readonly kind: "neverLaunched";
    readonly id: TaskId;
    readonly attempt: number;
  }
  | {
    readonly kind: "exited";
    readonly id: TaskId;
    readonly attempt: number;
    readonly exit: Exit;
    /** When that was, if not now; `null` for now. */
    readonly atMs: EpochMs | null;
  }
  | {
    /** A GPU is not to be trusted any more. */
    readonly kind: "gpuFaulty";
    readonly gpu: GpuIndex;
    /** What was seen of it, for a person. */
    readonly reason: string;
  }
  | { readonly kind: "timePassed" }
  | {
    /** The clock was set, or the machine slept. */
    readonly kind: "clockMoved";
    readonly byMs: number;
  };
