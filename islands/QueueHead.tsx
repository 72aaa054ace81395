import {
  type QueueHeadProps,
  QueueRest,
} from "../components/queue/FirstQueue.tsx";
import { QUEUE_HEAD, seeHead } from "../scheduler/view/queue_sight.ts";
import { useBoard } from "../web/client/use_board.ts";
import { useDrawnFirst } from "../web/client/use_drawn_first.ts";
import QueueBoard from "./QueueBoard.tsx";

/** The head of the queue, once somebody comes near. */
export default function QueueHead({ at, initial, editing }: QueueHeadProps) {
  const told = useDrawnFirst(initial, useBoard(initial).value);
  return (
    <QueueBoard
      at={at}
      told={told}
      initial={initial}
      see={({ queued }) => seeHead(queued, QUEUE_HEAD)}
      editing={editing}
      foot={({ counts }, { rows }) => (
        <QueueRest left={counts.queued - rows.length} />
      )}
    />
  );
}
