import {
  QUEUE_ROWS,
  queueAddress,
  type QueueQuery,
} from "../../scheduler/view/queue_list.ts";
import type { QueueSight } from "../../scheduler/view/queue_sight.ts";
import { grouped } from "../../scheduler/view/words.ts";

/** What {@linkcode QueueFoot} is given. */
export interface QueueFootProps {
  readonly path: string;
  readonly query: QueueQuery;
  readonly sight: QueueSight;
  /** How many there are in all that match, as far as is known. */
  readonly total: number;
  readonly isReading: boolean;
  readonly onMore: (rows: number) => void;
}

/** Which part of the queue is shown, and the way to the other parts. */
export function QueueFoot(props: QueueFootProps) {
  const { path, query, sight, total, isReading, onMore } = props;
  const { length } = sight.rows;
  const after = query.from - 1 + length;
  const isAll = query.from === 1 && after >= total;
  if (length === 0 && !isReading) {
    return <p class="foot">No queued task is like that.</p>;
  }
  if (isAll && !isReading) return null;
  const next = { ...query, from: after + 1 };
  return (
    <div class="foot line" role="status">
      <span>
        {`Rows ${grouped(query.from)}–${grouped(after)} of ${grouped(total)}`}
      </span>
      {query.from > 1 && (
        <a href={queueAddress(path, { ...query, from: 1 })}>From the head</a>
      )}
      {after < total && (
        <>
          <a
            href={queueAddress(path, next)}
            onClick={(event) => {
              event.preventDefault();
              onMore(QUEUE_ROWS);
            }}
          >
            {`Show ${grouped(Math.min(QUEUE_ROWS, total - after))} more`}
          </a>
          <button
            type="button"
            class="b sm needs-js"
            onClick={() => onMore(total)}
          >
            {`Show all ${grouped(total)}`}
          </button>
        </>
      )}
      {isReading && <span class="dim">Reading the rest</span>}
    </div>
  );
}
