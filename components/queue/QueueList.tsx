import type { BoardView } from "../../scheduler/view/board.ts";
import { counted, grouped } from "../../scheduler/view/words.ts";
import { Empty } from "../parts/Empty.tsx";
import { QueueRow } from "./QueueRow.tsx";

/** The queue in turn. */
export function QueueList({ board }: { board: BoardView }) {
  const { queued, counts } = board;
  const beyond = counts.queued - queued.length;
  return (
    <section class="p" id="queue" aria-labelledby="queue-title">
      <div class="ph">
        <h2 id="queue-title">Queue</h2>
        <span class="c">{counted(counts.queued, "task")}, in turn</span>
      </div>
      {queued.length === 0
        ? (
          <Empty fact="The queue is empty">
            <p>What you queue starts as soon as its GPUs are free.</p>
          </Empty>
        )
        : (
          <ol class="rowl ql">
            {queued.map((task, place) => (
              <QueueRow key={task.id} board={board} task={task} place={place} />
            ))}
          </ol>
        )}
      {beyond > 0 && (
        <p class="foot">{grouped(beyond)} more stand behind these.</p>
      )}
    </section>
  );
}
