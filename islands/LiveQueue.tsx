import { useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import type { QueueEditing } from "../components/queue/QueueEdit.tsx";
import { QueueList } from "../components/queue/QueueList.tsx";
import type { BoardView } from "../scheduler/view/board.ts";
import { neighborAt } from "../scheduler/view/queue_order.ts";
import { QueueEditor } from "../web/client/queue_editor.ts";
import { QueueWishes } from "../web/client/queue_wishes.ts";
import { sayFailed } from "../web/client/toasts.ts";
import { useBoard } from "../web/client/use_board.ts";
import { useLift } from "../web/client/use_lift.ts";
import { useSelection } from "../web/client/use_selection.ts";

/** What {@linkcode LiveQueue} is given. */
export interface LiveQueueProps {
  readonly initial: BoardView;
  /** The task that the address asks to edit. */
  readonly editing: QueueEditing | null;
}

/** The queue, live. Complete without JavaScript; kept fresh with it. */
export default function LiveQueue({ initial, editing }: LiveQueueProps) {
  const root = useRef<HTMLDivElement>(null);
  const told = useBoard(initial);
  const wishes = useMemo(() => new QueueWishes(), []);
  const editor = useMemo(() => startEditor(initial, editing), []);
  const said = useSignal("");
  const focus = useRef<string | null>(null);
  const held = useRef<BoardView | null>(null);

  const { lift, ...lifting } = useLift({
    list: () => root.current?.querySelector<HTMLElement>("ol.ql") ?? null,
    beyond: () => shown.counts.queued - shown.queued.length,
    say: (words) => said.value = words,
    onDrop({ id, from, to }) {
      const ids = shown.queued.map((task) => task.id);
      focus.current = `[data-lift="${CSS.escape(id)}"]`;
      void wishes.move(id, neighborAt(ids, from, to));
    },
  });
  // While a row is held, the others stay where they are.
  if (lift.value === null) held.current = null;
  else held.current ??= told.value;
  const shown = wishes.shown(held.current ?? told.value);
  const ids = shown.queued.map(({ id }) => id);
  const selection = useSelection(ids);
  const selected = new Set(ids.filter((id) => selection.ids.value.has(id)));
  const edit = editor.now.value;

  // Before the next key is pressed, and so not a mere effect.
  useLayoutEffect(() => {
    if (focus.current === null) return;
    const found = root.current?.querySelector<HTMLElement>(focus.current);
    if (!found) return;
    focus.current = null;
    found.focus();
  });
  const isGone = edit !== null && !edit.busy && !ids.includes(edit.id);
  useEffect(() => {
    if (!isGone) return;
    editor.close();
    sayFailed("Not changed", new Error("the task has left the queue"));
  }, [isGone]);

  const remove = (gone: readonly string[]) => {
    const next = ids.find((id, place) =>
      place > ids.indexOf(gone.at(-1)!) && !gone.includes(id)
    );
    focus.current = next === undefined
      ? "#queue-title"
      : `form[data-act=unqueue]:has([value="${CSS.escape(next)}"]) button`;
    void wishes.remove(gone);
  };
  const act = (action: string, chosen: readonly string[]) => {
    if (action === "unqueue") remove(chosen);
    else void wishes.toTop(chosen, ids[0]);
  };
  const onSubmit = async (event: SubmitEvent) => {
    const form = event.target as HTMLFormElement;
    event.preventDefault();
    // Not `form.id`: that is the form's field of this name (HTML, 4.10.3).
    if (form.getAttribute("id") === "queue-bulk") {
      const { value } = event.submitter as HTMLButtonElement;
      act(value, ids.filter((id) => selected.has(id)));
      selection.set([]);
    } else if (form.dataset.act === "edit") {
      editor.type(new FormData(form));
      const id = await editor.save();
      if (id === null) return;
      focus.current = editLink(id);
      editor.close();
    } else {
      act(form.dataset.act!, [String(new FormData(form).get("id"))]);
    }
  };
  const onClick = (event: MouseEvent) => {
    selection.onClick(event);
    const target = event.target as Element;
    const link = target.closest<HTMLElement>("[data-edit]");
    const task = shown.queued.find(({ id }) => id === link?.dataset.edit);
    if (task !== undefined && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      focus.current = "#edit-id";
      editor.open(task);
    } else if (target.closest("[data-cancel]") !== null) {
      event.preventDefault();
      cancel();
    } else if (target.closest("[data-all]") !== null) selection.set(ids);
    else if (target.closest("[data-clear]") !== null) selection.set([]);
  };
  const cancel = () => {
    if (edit === null) return;
    focus.current = editLink(edit.id);
    editor.close();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    lifting.onKeyDown(event);
    const field = event.target as HTMLElement;
    const form = field.closest<HTMLFormElement>("form[data-act=edit]");
    if (form === null) return;
    if (event.key === "Escape") cancel();
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      form.requestSubmit();
    } else return;
    event.preventDefault();
  };
  return (
    <div
      ref={root}
      onSubmit={onSubmit}
      onClick={onClick}
      onInput={({ target }) => {
        const form = (target as HTMLInputElement).form;
        if (form?.dataset.act === "edit") editor.type(new FormData(form));
      }}
      {...lifting}
      onKeyDown={onKeyDown}
    >
      <QueueList
        board={shown}
        selected={selected}
        held={lift.value}
        editing={edit}
      />
      <p class="sr" aria-live="assertive">{said.value}</p>
    </div>
  );
}

function startEditor(
  { queued }: BoardView,
  editing: QueueEditing | null,
): QueueEditor {
  const editor = new QueueEditor();
  const task = queued.find(({ id }) => id === editing?.id);
  if (editing !== null && task !== undefined) {
    editor.now.value = { ...editing, task };
  }
  return editor;
}

function editLink(id: string): string {
  return `[data-edit="${CSS.escape(id)}"]`;
}
