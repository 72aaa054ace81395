import type { BoardView } from "../../scheduler/view/board.ts";
import { waitReason } from "../../scheduler/view/wait_words.ts";
import { gpuCount, grouped } from "../../scheduler/view/words.ts";
import { Empty } from "../parts/Empty.tsx";
import { TaskLink } from "../parts/TaskLink.tsx";

const SHOWN = 4;

/** The head of the queue, and why each task waits. */
export function NextToStart({ board }: { board: BoardView }) {
  const { queued, counts } = board;
  return (
    <section class="p" aria-labelledby="next-title">
      <div class="ph">
        <h2 id="next-title">Next to start</h2>
        <span class="c">{grouped(counts.queued)} queued</span>
        <span class="sp" />
        <a class="b sm gh" href="queue">Queue</a>
      </div>
      {queued.length === 0
        ? (
          <Empty fact="The queue is empty">
            <p>A new task starts as soon as its GPUs are free.</p>
            <a class="b" href="create_task">Create a task</a>
          </Empty>
        )
        : (
          <ol class="rowl next">
            {queued.slice(0, SHOWN).map((task, place) => (
              <li key={task.id}>
                <b class="dim3">{place + 1}</b>
                <TaskLink id={task.id} />
                <span class="at">{gpuCount(task.nGpus)}</span>
                <span class="why cut">{waitReason(board, task)}</span>
              </li>
            ))}
          </ol>
        )}
    </section>
  );
}
