import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { Empty } from "../components/parts/Empty.tsx";
import { EndTagged } from "../components/tasks/EndTagged.tsx";
import { LineCount } from "../components/tasks/LineCount.tsx";
import type { OngoingBulk } from "../components/tasks/OngoingBulk.tsx";
import { OngoingTools } from "../components/tasks/OngoingTools.tsx";
import type { BoardView } from "../scheduler/view/board.ts";
import {
  findOngoing,
  groupByTag,
  type OngoingGroup,
  type OngoingQuery,
  sortOngoing,
} from "../scheduler/view/ongoing_list.ts";
import { linkBetween } from "../scheduler/view/task_link.ts";
import { sharesOf } from "../scheduler/view/share_use.ts";
import type { Viewer } from "../scheduler/view/whose.ts";
import { counted } from "../scheduler/view/words.ts";
import { useShortcuts } from "../web/client/keys.ts";
import { useLateHands } from "../web/client/late_hands.ts";
import { isCount, isFlags, useRemembered } from "../web/client/remembered.ts";
import { isIds, useOngoingQuery } from "../web/client/ongoing_query.ts";
import { rowKeys } from "../web/client/row_keys.ts";
import { useBoard } from "../web/client/use_board.ts";
import type { OutputStart } from "../web/client/use_output.ts";
import OngoingCard from "./OngoingCard.tsx";

/** What {@linkcode OngoingTasks} is given. */
export interface OngoingTasksProps {
  readonly initial: BoardView;
  readonly query: OngoingQuery;
  readonly viewer: Viewer | undefined;
  /** The end of each log, by the task's id. */
  readonly starts: Readonly<Record<string, OutputStart>>;
  readonly liveLines: number;
  readonly lineControl: boolean;
  /** What can be done with selected tasks, as the server draws it. */
  readonly bulk?: ComponentChildren;
}

const MOST_LINES = 2_000;
const NO_OUTPUT: OutputStart = { lines: [], endByte: 0 };
const NO_ORDER: readonly string[] = [];

/** Every active task with its live output. */
export default function OngoingTasks(props: OngoingTasksProps) {
  const { initial, starts, liveLines, lineControl } = props;
  const root = useRef<HTMLDivElement>(null);
  const board = useBoard(initial);
  const { query, setQuery } = useOngoingQuery(props.query);
  const mine = useRemembered("ant.ongoing.order", NO_ORDER, isIds);
  const lines = useRemembered("ant.ongoing.lines", liveLines, isCount);
  const opened = useRemembered<Readonly<Record<string, boolean>>>(
    "antScheduler.ongoingTask.detailExpanded",
    {},
    isFlags,
  );

  const { active, gpus, nowMs } = board.value;
  const sorted = sortOngoing(active, query.sort, mine.value);
  const shown = findOngoing(sorted, query);
  const now = useRef({ active, sorted, shown });
  now.current = { active, sorted, shown };
  const Bulk = useSignal<typeof OngoingBulk | null>(null);
  const { hands, events } = useLateHands(async () => {
    const [{ OngoingDesk }, bulk, { antLine }, { curlLine, wishOf }] =
      await Promise.all([
        import("../web/client/ongoing_desk.ts"),
        import("../components/tasks/OngoingBulk.tsx"),
        import("../scheduler/model/submit/ant_line.ts"),
        import("../scheduler/view/curl_line.ts"),
      ]);
    Bulk.value = bulk.OngoingBulk;
    return new OngoingDesk({
      root: () => root.current,
      shown: () => now.current.shown.map(({ id }) => id),
      all: () => now.current.sorted.map(({ id }) => id),
      onOrder(ids) {
        mine.value = ids;
        setQuery({ sort: "mine" });
      },
      lineOf(id, form) {
        const task = now.current.active.find((one) => one.id === id);
        if (task === undefined) return null;
        return form === "curl"
          ? curlLine(location.href, wishOf(task))
          : antLine(task);
      },
    });
  }, isOfCards);
  useShortcuts("Running tasks", () => KEYS);

  const isOpen = (id: string) =>
    opened.value[id] ?? active.slice(0, 2).some((task) => task.id === id);
  const allOpen = shown.every(({ id }) => isOpen(id));
  const setOpen = (ids: readonly string[], on: boolean) => {
    // Tasks that are gone are forgotten with the next choice.
    const kept = active.map(({ id }) => [id, isOpen(id)] as const);
    const changed = ids.map((id) => [id, on] as const);
    opened.value = Object.fromEntries([...kept, ...changed]);
  };
  const held = hands.value?.lift.held.value ?? null;
  const selected = hands.value?.selected.value;
  const markAt = (place: number) =>
    held === null || held.to !== place || held.to === held.from
      ? null
      : held.to < held.from
      ? "above"
      : "below";
  const groups: readonly OngoingGroup[] = query.isGrouped
    ? groupByTag(shown)
    : [{ tag: null, tasks: shown }];
  return (
    <div class="stack" ref={root} {...events}>
      {active.length > 0 && (
        <OngoingTools
          query={query}
          viewer={props.viewer}
          active={active}
          shown={shown}
          onQuery={setQuery}
        >
          {lineControl && (
            <LineCount
              label="Live lines"
              value={lines.value}
              max={MOST_LINES}
              onChange={(count) => lines.value = count}
            />
          )}
          <button
            type="button"
            class="b needs-js"
            onClick={() => setOpen(shown.map(({ id }) => id), !allOpen)}
          >
            {allOpen ? "Hide all output" : "Show all output"}
          </button>
        </OngoingTools>
      )}
      {shown.length === 0 && <Nothing isAll={active.length === 0} />}
      {groups.map(({ tag, tasks }) => (
        <div key={tag ?? ""} class="stack">
          {query.isGrouped && <GroupHead tag={tag} tasks={tasks} />}
          <div class={held === null ? "terms" : "terms lifting"}>
            {tasks.map((task, place) => (
              <OngoingCard
                key={`${task.id} ${task.attempt}`}
                task={task}
                nowMs={nowMs}
                shares={sharesOf(gpus, task.id)}
                link={linkBetween(gpus, task.gpus)}
                start={starts[task.id] ?? NO_OUTPUT}
                maxLines={lineControl ? lines.value : liveLines}
                open={isOpen(task.id)}
                isSelected={selected?.has(task.id)}
                isMovable={!query.isGrouped && shown.length > 1}
                held={held?.id === task.id ? held : null}
                mark={markAt(place)}
                onToggle={(id) => setOpen([id], !isOpen(id))}
              />
            ))}
          </div>
        </div>
      ))}
      {shown.length > 0 && (Bulk.value === null ? props.bulk : (
        <Bulk.value
          selected={shown.filter(({ id }) => selected?.has(id)).length}
        />
      ))}
      <p class="sr" aria-live="assertive">{hands.value?.said.value}</p>
    </div>
  );
}

const KEYS = rowKeys(".terms", [
  { keys: "x", does: "Select the task", press: ".cb" },
  { keys: "Shift+x", does: "Select up to the task", press: ".cb" },
  { keys: ".", does: "Actions of the task", press: "summary" },
  {
    keys: "r",
    does: "Queue the task again",
    press: "form[data-act=restart] button",
  },
  {
    keys: "Delete",
    does: "Terminate the task, after a question",
    press: "form[data-act=terminate] button",
  },
  { keys: "o", does: "Show or hide the output", press: "[aria-expanded]" },
  { keys: "Space", does: "Lift the task", press: "[data-lift]" },
]);

/** Tells of what happens to the cards whether the page itself answers it. */
function isOfCards(event: Event): boolean {
  const target = event.target as Element;
  if (event.type === "submit") return true;
  return event instanceof KeyboardEvent && event.key === " " &&
    target.closest("[data-lift]") !== null;
}

function Nothing({ isAll }: { isAll: boolean }) {
  return (
    <div class="p">
      <Empty fact={isAll ? "Nothing runs" : "No running task is like that"}>
        {isAll && <p>What runs stands here with its live output.</p>}
        <a class="b" href={isAll ? "create_task" : "ongoing_task"}>
          {isAll ? "Create a task" : "Show all"}
        </a>
      </Empty>
    </div>
  );
}

function GroupHead({ tag, tasks }: OngoingGroup) {
  return (
    <div class="line group-head">
      <h2>{tag === null ? "No tag" : `#${tag}`}</h2>
      <span class="dim">{counted(tasks.length, "task")}</span>
      {tag !== null && <EndTagged tasks={tasks} what={`#${tag}`} />}
    </div>
  );
}
