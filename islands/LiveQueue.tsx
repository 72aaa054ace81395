import type { ComponentChildren } from "preact";
import type { QueueEditing } from "../components/queue/QueueEdit.tsx";
import type { BoardView } from "../scheduler/view/board.ts";
import { QUEUE_HEAD, seeHead } from "../scheduler/view/queue_sight.ts";
import { grouped } from "../scheduler/view/words.ts";
import { useBoard } from "../web/client/use_board.ts";
import QueueBoard from "./QueueBoard.tsx";

/** What {@linkcode LiveQueue} is given. */
export interface LiveQueueProps {
  readonly initial: BoardView;
  /** The task that the address asks to edit. */
  readonly editing: QueueEditing | null;
  /** Its form, as the server draws it. */
  readonly children?: ComponentChildren;
}

/** The head of the queue, live, beside something else. */
export default function LiveQueue(props: LiveQueueProps) {
  const { initial, editing, children } = props;
  const told = useBoard(initial);
  return (
    <QueueBoard
      at="/create_task"
      told={told.value}
      see={({ queued }) => seeHead(queued, QUEUE_HEAD)}
      editing={editing}
      foot={({ counts }, { rows }) =>
        counts.queued > rows.length && (
          <p class="foot">
            <a href="/queue">
              {grouped(counts.queued - rows.length)} more on the queue's page
            </a>
          </p>
        )}
    >
      {children}
    </QueueBoard>
  );
}
