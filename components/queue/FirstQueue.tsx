import type { BoardView } from "../../scheduler/view/board.ts";
import { QUEUE_HEAD, seeHead } from "../../scheduler/view/queue_sight.ts";
import { grouped } from "../../scheduler/view/words.ts";
import { editForm, type QueueEditing } from "./QueueEdit.tsx";
import { QueueList } from "./QueueList.tsx";

/** What {@linkcode FirstQueue} is given. */
export interface FirstQueueProps {
  /** The address of the page, to come back to. */
  readonly at: string;
  readonly initial: BoardView;
  /** The task that the address asks to edit. */
  readonly editing: QueueEditing | null;
}

/**
 * The head of the queue as the server draws it, and as what comes alive
 * begins with: it has to be the same to the last mark.
 */
export function FirstQueue({ at, initial, editing }: FirstQueueProps) {
  const sight = seeHead(initial.queued, QUEUE_HEAD);
  const edited = editing === null ? null : {
    id: editing.id,
    form: () => editForm(at, sight, editing, initial),
  };
  return (
    <div>
      <QueueList at={at} board={initial} sight={sight} edited={edited}>
        <QueueRest left={initial.counts.queued - sight.rows.length} />
      </QueueList>
      <p class="sr" aria-live="assertive" />
    </div>
  );
}

/** The way to what of the queue is not shown. */
export function QueueRest({ left }: { left: number }) {
  if (left <= 0) return null;
  return (
    <p class="foot">
      <a href="/queue">{grouped(left)} more on the queue's page</a>
    </p>
  );
}
