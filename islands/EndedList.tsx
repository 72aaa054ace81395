import { useSignalEffect } from "@preact/signals";
import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { LOGS_ZIP } from "../components/completed/BulkBar.tsx";
import type { BulkAction } from "../components/completed/BulkBar.tsx";
import { CompletedView } from "../components/completed/CompletedView.tsx";
import { antLine } from "../scheduler/model/submit/ant_line.ts";
import { downloadLogs } from "../web/client/bulk.ts";
import { onCopyClick } from "../web/client/copy_line.ts";
import { EndedDesk } from "../web/client/ended/ended_desk.ts";
import { onFilters } from "../web/client/ended/on_filters.ts";
import { useEndedKeys } from "../web/client/ended/use_ended_keys.ts";
import { useOwnOrder } from "../web/client/ended/use_own_order.ts";
import { useRowWindow } from "../web/client/ended/use_row_window.ts";
import { useUnfolded } from "../web/client/ended/use_unfolded.ts";
import { board } from "../web/client/feed.ts";
import { Previews } from "../web/client/previews.ts";
import { isCount, useRemembered } from "../web/client/remembered.ts";
import type { CompletedTasksProps } from "./CompletedTasks.tsx";
import { onTaskForm } from "../web/client/task_actions.ts";

const KEY = "antScheduler.completedTasks";
/** Rows that are fetched beyond those that are drawn. */
const AHEAD = 60;

/** All that has ended, by windows, with what can be done to one or to many. */
export default function EndedList(props: CompletedTasksProps) {
  const { page, maxLines } = props;
  const root = useRef<HTMLDivElement>(null);
  const listBox = () =>
    root.current?.querySelector<HTMLElement>("ol.rows") ??
      null;
  const desk = useMemo(() => new EndedDesk(page), []);
  const previews = useMemo(() => new Previews(), []);
  const details = useUnfolded(`${KEY}.detailExpanded`, false);
  const outputs = useUnfolded(`${KEY}.outputExpanded`, true);
  const count = useRemembered(
    `${KEY}.outputLineCount`,
    props.defaultLines,
    isCount,
  );
  const firstDrawn = useRef(page.offset);
  const endedBefore = useRef(0);

  const { rows, matching, own, ...choices } = desk.rows.list.value;
  const isOwn = own !== null;
  const query = desk.rows.asking.value ?? choices.query;
  const selected = desk.selection.ids.value;
  const lines = Math.min(count.value, maxLines);
  const order = useOwnOrder(desk, {
    list: listBox,
    isOwn,
    first: () => firstDrawn.current,
  });
  const sight = useRowWindow({
    list: listBox,
    count: matching,
    drawn: { first: page.offset, end: page.offset + page.rows.length },
    open: openAmong(rows, details.is),
    placeOf: (id) => placeOf(rows, id),
    frozen: order.lift !== null,
  });
  const { first, end } = sight.window;
  firstDrawn.current = first;

  useEffect(() => desk.start(), []);
  // Before the next click: what is selected stays in its order.
  useLayoutEffect(() => takeChecked(root.current!, desk), []);
  useEffect(() => desk.rows.want(first - AHEAD, end + AHEAD));
  useEffect(() => {
    for (let place = first; place < end; place++) {
      const id = rows.get(place)?.id;
      const isShown = id !== undefined && details.is(id) && outputs.is(id);
      if (isShown) previews.want(id, lines);
    }
  });
  useSignalEffect(() => {
    const ended = board.value?.counts.ended ?? 0;
    if (ended < endedBefore.current) desk.refresh();
    endedBefore.current = ended;
  });
  useEndedKeys({
    root: () => root.current,
    desk,
    sight,
    toggle: details.toggle,
  });

  const rowOf = (id: string) => rows.values().find((row) => row.id === id);
  const onForm = onTaskForm(
    (action) => {
      if (action === "put-back") desk.refresh();
    },
    (action, id) => {
      if (action !== "hide" && action !== "forget") return () => {};
      const keep = desk.letGo([id]);
      return () => keep([id]);
    },
  );
  const onCopy = onCopyClick((id) => {
    const task = rowOf(id);
    return task === undefined ? null : antLine(task);
  });
  const filters = onFilters(desk);
  const onClick = (event: MouseEvent) => {
    onCopy(event);
    filters.onClick(event);
    const target = event.target as Element;
    const row = target.closest<HTMLElement>("[data-place]");
    if (target instanceof HTMLInputElement && target.name === "id") {
      const place = Number(row!.dataset.place);
      void desk.selection.choose(place, target.checked, event.shiftKey);
    }
    const hit = target.closest<HTMLElement>("button, input")?.dataset ?? {};
    if (hit.clear !== undefined) desk.selection.clear();
    if (hit.all !== undefined) {
      if (selected.size >= matching) desk.selection.clear();
      else void desk.selection.all();
    }
    if (hit.toggle !== undefined) details.toggle(hit.toggle);
    if (hit.output !== undefined) outputs.toggle(hit.output);
  };
  const onSubmit = (event: SubmitEvent) => {
    const form = event.target as HTMLFormElement;
    filters.onSubmit(event);
    // Not `form.id`: fields named "id" take its place (HTML, 4.10.3).
    if (form.getAttribute("id") !== "bulk") return void onForm(event);
    event.preventDefault();
    const button = event.submitter as HTMLButtonElement;
    const ids = [...desk.selection.ids.peek()];
    if (button.dataset.zip !== undefined) downloadLogs(LOGS_ZIP, ids);
    else void desk.act(button.value as BulkAction, ids);
  };
  return (
    <div
      ref={root}
      onClick={onClick}
      onSubmit={onSubmit}
      onInput={filters.onInput}
      onPointerDown={order.onPointerDown}
      onKeyDown={order.onKeyDown}
      onFocusOut={order.onFocusOut}
    >
      <CompletedView
        filters={{
          page: { ...choices, matching, query },
          viewer: props.viewer,
          own: isOwn,
        }}
        tools={{
          matching,
          lines: props.lineControl ? lines : null,
          maxLines,
          allDetails: details.all,
          allOutputs: outputs.all,
          onLines: (value) => count.value = value,
          onDetails: details.setAll,
          onOutputs: outputs.setAll,
        }}
        fresh={{
          count: desk.newOn(board.value),
          onShow: () => void desk.showNew(),
        }}
        list={{
          rows,
          query: choices.query,
          matching,
          viewer: props.viewer,
          window: sight.window,
          nowMs: choices.asOfMs,
          selected,
          isOpen: details.is,
          hasOutput: outputs.is,
          previews: previews.found.value,
          lines,
          lift: order.lift,
          movable: isOwn,
        }}
        bulk={{ selected: selected.size, matching, busy: desk.busy.value }}
        said={order.said}
      />
    </div>
  );
}

/** What was selected before the page came alive. */
function takeChecked(root: HTMLElement, desk: EndedDesk): void {
  for (
    const box of root.querySelectorAll<HTMLInputElement>("[name=id]:checked")
  ) {
    const row = box.closest<HTMLElement>("[data-place]");
    if (row !== null) {
      void desk.selection.choose(Number(row.dataset.place), true, false);
    }
  }
}

function placeOf(
  rows: ReadonlyMap<number, { readonly id: string }>,
  id: string,
): number | null {
  for (const [place, row] of rows) if (row.id === id) return place;
  return null;
}

function openAmong(
  rows: ReadonlyMap<number, { readonly id: string }>,
  isOpen: (id: string) => boolean,
): ReadonlyMap<number, string> {
  const open = new Map<number, string>();
  for (const [place, { id }] of rows) if (isOpen(id)) open.set(place, id);
  return open;
}
