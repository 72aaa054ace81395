import type { BoardView, GpuView } from "./board.ts";
import { whoseEndIsEnough } from "./claims.ts";
import { freeMemory, mayUseGpu, wantedShare } from "./demand_view.ts";
import {
  type GpuObstacle,
  isOpenTo,
  type Waiting,
  type WaitReason,
  whyWaiting,
} from "./wait_reason.ts";

/** Why a queued task has not started, with all that stands in the way. */
export function explainWaiting(board: BoardView, task: Waiting): WaitReason {
  const reason = whyWaiting(board, task);
  switch (reason.kind) {
    case "gpus": {
      const usable = board.gpus.filter((gpu) => mayUseGpu(task, gpu));
      const obstacles = usable.flatMap((gpu) => obstacleOf(task, gpu) ?? []);
      return { ...reason, obstacles };
    }
    case "machine":
      return { ...reason, enough: whoseEndIsEnough(board, reason) };
    default:
      return reason;
  }
}

/** Why a GPU does not count for a task now; `null` where it does. */
function obstacleOf(task: Waiting, gpu: GpuView): GpuObstacle | null {
  const { index, status, outsiders, reason } = gpu;
  if (isOpenTo(task, gpu)) return null;
  switch (status) {
    case "held":
      return heldObstacle(task, gpu);
    case "disabled":
      return { gpu: index, kind: "disabled", drain: gpu.drain };
    case "busy":
      return { gpu: index, kind: "busy", outsiders };
    case "unknown":
      return { gpu: index, kind: "unknown", reason: reason ?? "not known" };
    case "free":
      return { gpu: index, kind: "memory", freeMiB: freeMemory(gpu) };
  }
}

function heldObstacle(task: Waiting, gpu: GpuView): GpuObstacle {
  const { index, heldBy, shares, enabled } = gpu;
  const shareMiB = wantedShare(task);
  if (shareMiB === null || shares.length === 0 || !enabled) {
    return { gpu: index, kind: "held", by: heldBy };
  }
  const roomMiB = gpu.roomMiB ?? 0;
  const enough = shares.filter((one) => roomMiB + one.shareMiB >= shareMiB)
    .map((one) => one.task);
  return { gpu: index, kind: "share", roomMiB, by: heldBy, enough };
}
