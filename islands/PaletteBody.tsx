import { type Signal, useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { KeyCaps } from "../components/frame/KeyCaps.tsx";
import {
  paletteGroups,
  type PaletteItem,
  taskGroups,
} from "../components/palette/palette_items.ts";
import { optionId, PaletteList } from "../components/palette/PaletteList.tsx";
import { logHref } from "../scheduler/view/log_href.ts";
import type { TaskView } from "../scheduler/view/task_view.ts";
import { counted } from "../scheduler/view/words.ts";
import { antLine } from "../scheduler/model/submit/ant_line.ts";
import { board } from "../web/client/feed.ts";
import { useShortcuts } from "../web/client/keys.ts";
import { carryOut, SIGN_OUT } from "../web/client/palette_acts.ts";
import { useTaskSearch } from "../web/client/palette_search.ts";
import { canUndo } from "../web/client/undo.ts";

/** What {@linkcode PaletteBody} is given. */
export interface PaletteBodyProps {
  /** Where a person types, and whose keys move through the list. */
  readonly field: RefObject<HTMLInputElement>;
  readonly query: Signal<string>;
  /** The id of the chosen item's element. */
  readonly chosen: Signal<string | null>;
  /** The id of the task whose actions are shown. */
  readonly subject: Signal<string | null>;
  /** What was typed when Enter came before there was a list to choose from. */
  readonly early: string | undefined;
  readonly onClose: () => void;
}

/** What the palette found, and the keys that choose from it. */
export default function PaletteBody(props: PaletteBodyProps) {
  const { field, query, chosen, subject, onClose } = props;
  // A place holds for what was typed then: the next letter begins at the top.
  const place = useSignal({ query: "", at: 0 });
  const task = useSignal<TaskView | null>(null);
  const search = useTaskSearch(task.value === null ? query.value : "");
  const groups = task.value === null
    ? paletteGroups(query.value, {
      board: board.value,
      found: search.value.tasks,
      canUndo: canUndo(),
      canSignOut: document.querySelector(SIGN_OUT) !== null,
    })
    : taskGroups(query.value, task.value);
  const items = groups.flatMap((group) => group.items);
  const isSame = place.value.query === query.value;
  const at = Math.min(isSame ? place.value.at : 0, items.length - 1);
  const item = items[at];

  const look = (next: TaskView | null) => {
    task.value = next;
    subject.value = next?.id ?? null;
    query.value = "";
    place.value = { query: "", at: 0 };
    field.current?.focus();
  };
  const act = (wanted: PaletteItem) => {
    onClose(); // First: the focus is where it was, and a question may follow.
    carryOut(
      wanted.kind === "task"
        ? { does: "go", href: logHref(wanted.task.id) }
        : wanted.act,
      antLine,
    );
  };
  const choose = (next: number) =>
    place.value = {
      query: query.value,
      at: (next + items.length) % Math.max(1, items.length),
    };

  const onKey = (event: KeyboardEvent) => {
    const isMore = event.key === "Tab" && !event.shiftKey ||
      event.key === "Enter" && (event.ctrlKey || event.metaKey);
    if (event.isComposing) return;
    if (event.key === "ArrowDown") choose(at + 1);
    else if (event.key === "ArrowUp") choose(at - 1);
    else if (isMore && item?.kind === "task") look(item.task);
    else if (event.key === "Enter" && item !== undefined) act(item);
    else if (isBack(event, query.value) && task.value !== null) look(null);
    else return;
    event.preventDefault();
  };

  useShortcuts("Palette", () => [
    { keys: "Mod+k", does: "", run: onClose, inFields: true },
  ]);
  // Enter comes right after a letter: an effect would still know the list
  // from before it.
  const latest = useRef(onKey);
  latest.current = onKey;
  useEffect(() => {
    const input = field.current!;
    const hear = (event: KeyboardEvent) => latest.current(event);
    input.addEventListener("keydown", hear);
    return () => input.removeEventListener("keydown", hear);
  }, []);
  useEffect(() => {
    chosen.value = at < 0 ? null : optionId(at);
    document.getElementById(optionId(at))?.scrollIntoView({ block: "nearest" });
  }, [at, items.length]);
  const early = useRef(props.early?.trim() || null);
  useEffect(() => {
    // Who types on wants something else, and presses Enter again.
    if (query.value.trim() !== early.current) early.current = null;
    if (early.current === null || item === undefined) return;
    early.current = null;
    act(item);
  }, [query.value, item]);
  useEffect(() => () => {
    subject.value = chosen.value = null;
  }, []);

  return (
    <>
      <PaletteList
        groups={groups}
        chosen={at}
        board={board.value}
        nowMs={board.value?.nowMs ?? Date.now()}
        onChoose={choose}
        onAct={act}
        onMore={look}
      />
      {items.length === 0 && search.value.state !== "busy" && (
        <p class="none">Nothing fits “{query.value.trim()}”.</p>
      )}
      <div class="foot">
        <Hint keys="ArrowUp ArrowDown" word="choose" />
        <Hint keys="Enter" word={task.value === null ? "open" : "do"} />
        {task.value === null
          ? <Hint keys="Tab" word="actions" />
          : <Hint keys="Escape" word="back" />}
        <span class="sp" />
        <span role="status">
          {search.value.state === "failed"
            ? "The server can not be reached: these are the tasks known here"
            : counted(items.length, "result")}
        </span>
      </div>
    </>
  );
}

function Hint({ keys, word }: { keys: string; word: string }) {
  return (
    <span class="only-l">
      <KeyCaps keys={keys} /> {word}
    </span>
  );
}

function isBack({ key }: KeyboardEvent, query: string): boolean {
  return key === "Escape" || key === "Backspace" && query === "";
}
