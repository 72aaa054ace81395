import { useSignal } from "@preact/signals";
import type { ComponentChildren, FunctionComponent } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import {
  editForm,
  type QueueEditing,
  type QueueEditProps,
} from "../components/queue/QueueEdit.tsx";
import { QueueList } from "../components/queue/QueueList.tsx";
import type { BoardView } from "../scheduler/view/board.ts";
import type { QueueSight } from "../scheduler/view/queue_sight.ts";
import type { Viewer } from "../scheduler/view/whose.ts";
import { useLateHands } from "../web/client/late_hands.ts";
import { isOfQueue } from "../web/client/queue/is_of_queue.ts";
import { useSelection } from "../web/client/use_selection.ts";

/** What {@linkcode QueueBoard} is given. */
export interface QueueBoardProps {
  /** The address of the page, to come back to. */
  readonly at: string;
  readonly told: BoardView;
  /** What of a board is shown. */
  readonly see: (board: BoardView) => QueueSight;
  /** The task that the address asks to edit. */
  readonly editing: QueueEditing | null;
  readonly viewer?: Viewer | undefined;
  /** The board that the server drew. */
  readonly initial: BoardView;
  readonly tools?: (sight: QueueSight) => ComponentChildren;
  /** Called before what was wished is taken for what is. */
  readonly onSettled?: () => Promise<void>;
  readonly foot?: (board: BoardView, sight: QueueSight) => ComponentChildren;
}

/**
 * The queue as it stands, and what acts on it once somebody comes near.
 * Complete without JavaScript.
 */
export default function QueueBoard(props: QueueBoardProps) {
  const { at, told, see, editing, tools, foot, onSettled } = props;
  const root = useRef<HTMLDivElement>(null);
  const form = useSignal<FunctionComponent<QueueEditProps> | null>(null);
  const { hands, load, events } = useLateHands(async () => {
    const [{ QueueDesk }, { QueueEdit }] = await Promise.all([
      import("../web/client/queue/queue_desk.ts"),
      import("../components/queue/QueueEdit.tsx"),
    ]);
    const desk = new QueueDesk({
      root: () => root.current,
      selection,
      settled: onSettled ?? (() => Promise.resolve()),
    });
    form.value = QueueEdit;
    const row = sight.rows.find(({ task }) => task.id === editing?.id);
    if (editing !== null && row !== undefined) {
      desk.editor.now.value = { ...editing, task: row.task };
    }
    return desk;
  }, isOfQueue);

  const desk = hands.value;
  const board = desk?.boardOf(told) ?? told;
  const sight = see(board);
  const selection = useSelection(sight.matching);
  const edit = desk === null ? editing : desk.editor.now.value;
  const Form = form.value;
  const edited = edit === null ? null : {
    id: edit.id,
    form: (place: number) =>
      Form === null
        ? editing && editForm(at, sight, editing, props.initial)
        : (
          <Form
            key={edit.id}
            at={at}
            editing={edit}
            place={place}
            maxGpus={board.gpus.length}
            known={[...board.active, ...board.queued].map(({ id }) => id)}
          />
        ),
  };
  const selected = new Set(
    sight.matching.filter((id) => selection.ids.value.has(id)),
  );
  // Before the next key is pressed, and so not a mere effect.
  useLayoutEffect(() => desk?.settle({ board, sight }));
  useLayoutEffect(() => {
    if (editing !== null) load();
  }, []);
  return (
    <div ref={root} {...events}>
      <QueueList
        at={at}
        board={board}
        sight={sight}
        selected={selected}
        held={desk?.heldOver({ board, sight }) ?? null}
        edited={edited}
        viewer={props.viewer}
        tools={tools?.(sight)}
      >
        {foot?.(board, sight)}
      </QueueList>
      <p class="sr" aria-live="assertive">{desk?.said.value}</p>
    </div>
  );
}
