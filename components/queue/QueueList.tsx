import type { ComponentChildren } from "preact";
import type { BoardView } from "../../scheduler/view/board.ts";
import { expectedStart } from "../../scheduler/view/expected_start.ts";
import { startsAhead } from "../../scheduler/view/forecast.ts";
import type { QueueSight } from "../../scheduler/view/queue_sight.ts";
import { orderOf } from "../../scheduler/view/wait_reason.ts";
import { waitReason } from "../../scheduler/view/wait_words.ts";
import { areOfSeveral, type Viewer } from "../../scheduler/view/whose.ts";
import { counted } from "../../scheduler/view/words.ts";
import { Empty } from "../parts/Empty.tsx";
import { QueueBulk } from "./QueueBulk.tsx";
import { QueueRow } from "./QueueRow.tsx";

/** A row that was taken up, and where it would go. */
export interface HeldRow {
  readonly id: string;
  /** Places among the rows shown, from 0. */
  readonly from: number;
  readonly to: number;
  readonly offsetPx: number;
  /** Where it would stand, and why it would wait there. */
  readonly saying: string | null;
}

/** The form of a task that is being edited, in the place of its row. */
export interface EditedRow {
  readonly id: string;
  /** Takes the task's place in the queue, from 0. */
  readonly form: (place: number) => ComponentChildren;
}

/** What {@linkcode QueueList} is given. */
export interface QueueListProps {
  /** The address of the page, to come back to. */
  readonly at: string;
  readonly board: BoardView;
  readonly sight: QueueSight;
  readonly selected?: ReadonlySet<string>;
  readonly held?: HeldRow | null;
  readonly edited?: EditedRow | null;
  readonly viewer?: Viewer | undefined;
  /** What stands above the rows: search and tags. */
  readonly tools?: ComponentChildren;
  /** What stands below the rows: the way to those that are not shown. */
  readonly children?: ComponentChildren;
}

const NONE: ReadonlySet<string> = new Set();
const HOUR_MS = 3_600_000;

/** The queue in turn. */
export function QueueList(props: QueueListProps) {
  const { at, board, sight, selected = NONE, tools } = props;
  const { counts } = board;
  return (
    <section class="p" id="queue" aria-labelledby="queue-title">
      <div class="ph">
        <h2 id="queue-title" tabIndex={-1}>Queue</h2>
        <span class="c">{counted(counts.queued, "task")}, in turn</span>
        {sight.rows.length > 1 && (
          <span class="c only-l needs-js">
            drag, or press Space on a handle and use the arrows
          </span>
        )}
        <span class="sp" />
        {counts.queued > 0 && (
          <span class="c only-l">Expected start, where it is known</span>
        )}
      </div>
      {tools}
      {counts.queued === 0 && (
        <Empty fact="The queue is empty">
          <p>What you queue starts as soon as its GPUs are free.</p>
          {tools != null && <a class="b" href="create_task">Create a task</a>}
        </Empty>
      )}
      {sight.rows.length > 0 && <Rows {...props} />}
      {props.children}
      {sight.rows.length > 0 && (
        <QueueBulk
          at={at}
          selected={selected.size}
          matching={sight.count}
        />
      )}
    </section>
  );
}

function Rows(props: QueueListProps) {
  const { at, board, sight, selected = NONE, held = null, edited } = props;
  const starts = startsAhead(board);
  const order = orderOf(board);
  // Steady for a while: a row is drawn again where anything of it changes.
  const dayMs = board.nowMs - board.nowMs % HOUR_MS;
  const tellsWhose = areOfSeveral(
    [...board.active, ...sight.rows.map(({ task }) => task)],
    props.viewer,
  );
  return (
    <ol class={held === null ? "rowl ql" : "rowl ql lifting"}>
      {sight.rows.map(({ task, place }, row) =>
        edited?.id === task.id ? edited.form(place) : (
          <QueueRow
            key={task.id}
            at={at}
            task={task}
            place={place}
            dayMs={dayMs}
            tellsWhose={tellsWhose}
            why={(held?.id === task.id ? held.saying : null) ??
              waitReason(board, task, order)}
            start={expectedStart(board, task, starts, order)}
            selected={selected.has(task.id)}
            offsetPx={held?.id === task.id ? held.offsetPx : null}
            mark={markAt(held, row)}
          />
        )
      )}
    </ol>
  );
}

function markAt(held: HeldRow | null, row: number): "above" | "below" | null {
  if (held === null || held.to !== row || held.to === held.from) return null;
  return held.to < held.from ? "above" : "below";
}
