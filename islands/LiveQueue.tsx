import { QueueList } from "../components/queue/QueueList.tsx";
import type { BoardView } from "../scheduler/view/board.ts";
import { onTaskForm } from "../web/client/task_actions.ts";
import { useBoard } from "../web/client/use_board.ts";

/** The queue, live. Complete without JavaScript; kept fresh with it. */
export default function LiveQueue({ initial }: { initial: BoardView }) {
  const board = useBoard(initial);
  return (
    <div onSubmit={onTaskForm()}>
      <QueueList board={board.value} />
    </div>
  );
}
