import type { BoardView } from "../../scheduler/view/board.ts";
import {
  neighborAt,
  withQueueWishes,
} from "../../scheduler/view/queue_order.ts";
import { waitReason } from "../../scheduler/view/wait_reason.ts";
import { counted, grouped } from "../../scheduler/view/words.ts";
import { Empty } from "../parts/Empty.tsx";
import { QueueBulk } from "./QueueBulk.tsx";
import { QueueEdit, type QueueEditing } from "./QueueEdit.tsx";
import { QueueRow } from "./QueueRow.tsx";

/** A row that was taken up, and where it would go. */
export interface HeldRow {
  readonly id: string;
  /** Places in the list, from 0. */
  readonly from: number;
  readonly to: number;
  readonly offsetPx: number;
}

/** What {@linkcode QueueList} is given. */
export interface QueueListProps {
  readonly board: BoardView;
  readonly selected?: ReadonlySet<string>;
  readonly held?: HeldRow | null;
  readonly editing?: QueueEditing | null;
}

const NONE: ReadonlySet<string> = new Set();

/** The queue in turn. */
export function QueueList(props: QueueListProps) {
  const { board, selected = NONE, held = null, editing = null } = props;
  const { queued, counts } = board;
  const beyond = counts.queued - queued.length;
  const saying = held === null ? null : sayingOf(board, held);
  return (
    <section class="p" id="queue" aria-labelledby="queue-title">
      <div class="ph">
        <h2 id="queue-title" tabIndex={-1}>Queue</h2>
        <span class="c">{counted(counts.queued, "task")}, in turn</span>
        {queued.length > 1 && (
          <span class="c only-l needs-js">
            drag, or press Space on a handle and use the arrows
          </span>
        )}
      </div>
      {queued.length === 0
        ? (
          <Empty fact="The queue is empty">
            <p>What you queue starts as soon as its GPUs are free.</p>
          </Empty>
        )
        : (
          <ol class={held === null ? "rowl ql" : "rowl ql lifting"}>
            {queued.map((task, place) =>
              editing?.id === task.id
                ? (
                  <QueueEdit
                    key={task.id}
                    editing={editing}
                    place={place}
                    maxGpus={board.gpus.length}
                  />
                )
                : (
                  <QueueRow
                    key={task.id}
                    board={board}
                    task={task}
                    place={place}
                    selected={selected.has(task.id)}
                    offsetPx={held?.id === task.id ? held.offsetPx : null}
                    saying={held?.id === task.id ? saying : null}
                    mark={markAt(held, place)}
                  />
                )
            )}
          </ol>
        )}
      {beyond > 0 && (
        <p class="foot">{grouped(beyond)} more stand behind these.</p>
      )}
      {queued.length > 0 && <QueueBulk selected={selected.size} />}
    </section>
  );
}

function markAt(held: HeldRow | null, place: number): "above" | "below" | null {
  if (held === null || held.to !== place || held.to === held.from) return null;
  return held.to < held.from ? "above" : "below";
}

/** Where a held row would go, and why it would wait there. */
function sayingOf(board: BoardView, { id, from, to }: HeldRow): string | null {
  const task = board.queued.find((row) => row.id === id);
  if (task === undefined || from === to) return null;
  const ids = board.queued.map((row) => row.id);
  const before = neighborAt(ids, from, to);
  const there = withQueueWishes(board, [{ kind: "move", id, before }]);
  return `moving to ${to + 1}: ${waitReason(there, task)}`;
}
