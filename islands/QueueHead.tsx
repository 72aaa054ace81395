import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { editForm } from "../components/queue/QueueEdit.tsx";
import {
  type FirstQueueProps,
  QueueRest,
} from "../components/queue/FirstQueue.tsx";
import { QUEUE_HEAD, seeHead } from "../scheduler/view/queue_sight.ts";
import { useBoard } from "../web/client/use_board.ts";
import QueueBoard from "./QueueBoard.tsx";

/** The head of the queue, once somebody comes near. */
export default function QueueHead({ at, initial, editing }: FirstQueueProps) {
  const told = useBoard(initial);
  const isDrawn = useSignal(false);
  // First as the server drew it, whose elements it takes over.
  useEffect(() => {
    isDrawn.value = true;
  }, []);
  return (
    <QueueBoard
      at={at}
      told={isDrawn.value ? told.value : initial}
      see={({ queued }) => seeHead(queued, QUEUE_HEAD)}
      editing={editing}
      foot={(board, { rows }) => (
        <QueueRest left={board.counts.queued - rows.length} />
      )}
    >
      {editing &&
        editForm(at, seeHead(initial.queued, QUEUE_HEAD), editing, initial)}
    </QueueBoard>
  );
}
