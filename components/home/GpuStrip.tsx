import type { BoardView } from "../../scheduler/view/board.ts";
import { groupHolds } from "../../scheduler/view/gpu_holds.ts";
import { ranFor } from "../../scheduler/view/task_words.ts";
import { Empty } from "../parts/Empty.tsx";
import { Icon } from "../parts/Icon.tsx";
import { TaskLink } from "../parts/TaskLink.tsx";
import { GpuHold } from "./GpuHold.tsx";

/** What {@linkcode GpuStrip} is given. */
export interface GpuStripProps {
  readonly board: BoardView;
  /** The recent load of each GPU, by its position. */
  readonly loads: readonly (readonly (number | null)[])[];
}

/** Every GPU under its holder. */
export function GpuStrip({ board, loads }: GpuStripProps) {
  const { gpus, active, queued, health, nowMs } = board;
  const next = queued.find(({ nGpus }) => nGpus > 0 && nGpus <= gpus.length);
  const tasks = new Map(active.map((task) => [task.id, task]));
  return (
    <section class="p" id="gpus" aria-labelledby="gpus-title">
      <h2 class="sr" id="gpus-title">GPUs</h2>
      {gpus.length === 0
        ? (
          <Empty fact="No GPU">
            <p>{health.gpus ?? "Tasks here run on the CPU alone."}</p>
          </Empty>
        )
        : (
          <ol
            class="strip"
            style={`--wide:${Math.min(8, gpus.length)};--mid:${
              Math.min(4, gpus.length)
            }`}
          >
            {groupHolds(gpus).map((hold) => (
              <GpuHold
                key={hold.gpus[0]!.index}
                hold={hold}
                tasks={tasks}
                loads={loads}
                nowMs={nowMs}
                nextNeeds={next?.nGpus ?? null}
              />
            ))}
          </ol>
        )}
      <WithoutGpu board={board} />
    </section>
  );
}

function WithoutGpu({ board: { active, nowMs } }: { board: BoardView }) {
  const tasks = active.filter(({ nGpus }) => nGpus === 0);
  if (tasks.length === 0) return null;
  return (
    <div class="foot">
      <span>Without a GPU:</span>
      {tasks.slice(0, 6).map((task) => (
        <span key={task.id} class="min-w-0">
          <Icon name={`s-${task.state}`} extra="ac" />
          <TaskLink id={task.id} />
          <b class="nw">{ranFor(task, nowMs)}</b>
        </span>
      ))}
      {tasks.length > 6 && <a href="ongoing_task">{tasks.length - 6} more</a>}
    </div>
  );
}
