import { useComputed, useSignal, useSignalEffect } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { BulkBar } from "../components/completed/BulkBar.tsx";
import { CompletedList } from "../components/completed/CompletedList.tsx";
import { FilterBar } from "../components/completed/FilterBar.tsx";
import { CompletedTools } from "../components/completed/CompletedTools.tsx";
import { downloadHref } from "../components/tasks/TaskActions.tsx";
import { NewEnds } from "../components/completed/NewEnds.tsx";
import { antLine } from "../scheduler/model/submit/ant_line.ts";
import type { BoardView } from "../scheduler/view/board.ts";
import type { ListPage } from "../scheduler/view/completed_list.ts";
import { type BulkAction, doToAll, downloadAll } from "../web/client/bulk.ts";
import { board } from "../web/client/feed.ts";
import { onCopyClick } from "../web/client/copy_line.ts";
import { Previews } from "../web/client/previews.ts";
import { isCount, isFlags, useRemembered } from "../web/client/remembered.ts";
import { onTaskForm } from "../web/client/task_actions.ts";
import { useSelection } from "../web/client/use_selection.ts";

/** What {@linkcode CompletedTasks} is given. */
export interface CompletedTasksProps {
  readonly page: ListPage;
  readonly nowMs: number;
  readonly defaultLines: number;
  readonly maxLines: number;
  readonly lineControl: boolean;
}

type Flags = Readonly<Record<string, boolean>>;
const KEY = "antScheduler.completedTasks";

/** A page of ended tasks, with what can be done to one or to many. */
export default function CompletedTasks(props: CompletedTasksProps) {
  const { page, nowMs, defaultLines, maxLines, lineControl } = props;
  const gone = useSignal<ReadonlySet<string>>(new Set());
  const details = useRemembered<Flags>(`${KEY}.detailExpanded`, {}, isFlags);
  const outputs = useRemembered<Flags>(`${KEY}.outputExpanded`, {}, isFlags);
  const count = useRemembered(`${KEY}.outputLineCount`, defaultLines, isCount);
  const busy = useSignal(false);
  const previews = useMemo(() => new Previews(), []);

  const rows =
    useComputed(() => page.rows.filter(({ id }) => !gone.value.has(id))).value;
  const ids = rows.map(({ id }) => id);
  const selection = useSelection(ids);
  const lines = Math.min(count.value, maxLines);
  const isOpen = (id: string) => details.value[id] ?? false;
  const hasOutput = (id: string) => outputs.value[id] ?? true;

  useSignalEffect(() => {
    const wanted = Math.min(count.value, maxLines);
    for (const { id } of page.rows) {
      const isShown = (details.value[id] ?? false) &&
        (outputs.value[id] ?? true) && !gone.value.has(id);
      if (isShown) previews.want(id, wanted);
    }
  });

  const drop = (dropped: readonly string[]) => {
    gone.value = new Set([...gone.value, ...dropped]);
    selection.set(
      [...selection.ids.value].filter((id) => !dropped.includes(id)),
    );
  };
  const onBulk = async (event: SubmitEvent) => {
    const form = event.target as HTMLFormElement;
    // Not `form.id`: fields named "id" take its place (HTML, 4.10.3).
    if (form.getAttribute("id") !== "bulk") return;
    event.preventDefault();
    const chosen = ids.filter((id) => selection.ids.value.has(id));
    const { value } = event.submitter as HTMLButtonElement;
    if (chosen.length === 0 || busy.value) return;
    busy.value = true;
    if (value === "download") await downloadAll(chosen.map(downloadHref));
    else {
      const done = await doToAll(value as BulkAction, chosen);
      if (value !== "restart") drop(done);
      else if (done.length > 0) selection.set([]);
    }
    busy.value = false;
  };
  const onForm = onTaskForm((action, id) => {
    if (action === "hide" || action === "forget") drop([id]);
  });
  const onCopy = onCopyClick((id) => {
    const task = rows.find((row) => row.id === id);
    return task === undefined ? null : antLine(task);
  });
  const onClick = (event: MouseEvent) => {
    selection.onClick(event);
    onCopy(event);
    const { toggle, output, clear } = closestData(event);
    if (clear !== undefined) selection.set([]);
    if (toggle !== undefined) {
      details.value = { ...details.value, [toggle]: !isOpen(toggle) };
    }
    if (output !== undefined) {
      outputs.value = { ...outputs.value, [output]: !hasOutput(output) };
    }
  };
  const onSubmit = (event: SubmitEvent) => {
    void onForm(event);
    void onBulk(event);
  };
  const all = (on: boolean): Flags =>
    Object.fromEntries(ids.map((id) => [id, on]));
  return (
    <div onClick={onClick} onSubmit={onSubmit}>
      <FilterBar page={page} onSort={(form) => form.requestSubmit()} />
      <CompletedTools
        empty={rows.length === 0}
        lines={lineControl ? lines : null}
        maxLines={maxLines}
        allDetails={ids.every(isOpen)}
        allOutputs={ids.every(hasOutput)}
        onLines={(value) => count.value = value}
        onDetails={(on) => details.value = { ...details.value, ...all(on) }}
        onOutputs={(on) => outputs.value = { ...outputs.value, ...all(on) }}
      />
      <NewEnds count={endedSince(board.value, nowMs)} />
      <CompletedList
        page={{ ...page, rows }}
        nowMs={nowMs}
        selected={selection.ids.value}
        isOpen={isOpen}
        hasOutput={hasOutput}
        previews={previews.found.value}
        lines={lines}
        onSelectAll={() =>
          selection.set(selection.ids.value.size === ids.length ? [] : ids)}
      />
      <BulkBar selected={selection.ids.value.size} busy={busy.value} />
    </div>
  );
}

/** The feed's window is long enough: who is away for longer reloads anyway. */
function endedSince(now: BoardView | null, sinceMs: number): number {
  return now?.ended.filter(({ endedAtMs }) => endedAtMs! > sinceMs).length ?? 0;
}

function closestData(event: MouseEvent): DOMStringMap {
  const { target } = event;
  if (!(target instanceof Element)) return {};
  return target.closest<HTMLElement>("button")?.dataset ?? {};
}
