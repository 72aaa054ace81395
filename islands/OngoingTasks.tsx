import { useSignal } from "@preact/signals";
import { Empty } from "../components/parts/Empty.tsx";
import { LineCount } from "../components/tasks/LineCount.tsx";
import type { BoardView } from "../scheduler/view/board.ts";
import { hasTerms, termsOf } from "../scheduler/view/completed_list.ts";
import { counted } from "../scheduler/view/words.ts";
import { onCopyClick } from "../web/client/copy_line.ts";
import { isCount, isFlags, useRemembered } from "../web/client/remembered.ts";
import { onTaskForm } from "../web/client/task_actions.ts";
import { useBoard } from "../web/client/use_board.ts";
import type { OutputStart } from "../web/client/use_output.ts";
import { antLine } from "../scheduler/model/submit/ant_line.ts";
import OngoingCard from "./OngoingCard.tsx";

/** What {@linkcode OngoingTasks} is given. */
export interface OngoingTasksProps {
  readonly initial: BoardView;
  /** The end of each log, by the task's id. */
  readonly starts: Readonly<Record<string, OutputStart>>;
  readonly liveLines: number;
  readonly lineControl: boolean;
}

const MOST_LINES = 2_000;
const NO_OUTPUT: OutputStart = { lines: [], endByte: 0 };

/** Every active task with its live output. */
export default function OngoingTasks(props: OngoingTasksProps) {
  const { initial, starts, liveLines, lineControl } = props;
  const board = useBoard(initial);
  const lines = useRemembered("ant.ongoing.lines", liveLines, isCount);
  const opened = useRemembered<Readonly<Record<string, boolean>>>(
    "antScheduler.ongoingTask.detailExpanded",
    {},
    isFlags,
  );
  const search = useSignal("");

  const { active, nowMs } = board.value;
  const terms = termsOf(search.value);
  const shown = active.filter((task) => hasTerms(task, terms));
  const isOpen = (id: string) => opened.value[id] ?? id === active[0]?.id;
  const allOpen = shown.every(({ id }) => isOpen(id));
  const setOpen = (ids: readonly string[], on: boolean) => {
    // Tasks that are gone are forgotten with the next choice.
    const kept = active.map(({ id }) => [id, isOpen(id)] as const);
    const changed = ids.map((id) => [id, on] as const);
    opened.value = Object.fromEntries([...kept, ...changed]);
  };
  const lineOf = (id: string) => {
    const task = active.find((one) => one.id === id);
    return task === undefined ? null : antLine(task);
  };
  return (
    <div class="stack" onSubmit={onTaskForm()} onClick={onCopyClick(lineOf)}>
      <div class="p needs-js">
        <div class="fb bare">
          <input
            class="in search"
            type="search"
            placeholder="Search running tasks"
            aria-label="Search running tasks"
            value={search.value}
            onInput={(event) =>
              search.value = event.currentTarget.value}
          />
          <span class="help" role="status">
            {counted(shown.length, "task")}
          </span>
          <span class="grow" />
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
            class="b"
            onClick={() =>
              setOpen(
                shown.map(({ id }) =>
                  id
                ),
                !allOpen,
              )}
          >
            {allOpen ? "Hide all output" : "Show all output"}
          </button>
        </div>
      </div>
      {active.length === 0 && (
        <div class="p">
          <Empty fact="Nothing runs">
            <p>What runs stands here with its live output.</p>
            <a class="b" href="/create_task">Create a task</a>
          </Empty>
        </div>
      )}
      <div class="terms">
        {shown.map((task) => (
          <OngoingCard
            key={`${task.id} ${task.attempt}`}
            task={task}
            nowMs={nowMs}
            start={starts[task.id] ?? NO_OUTPUT}
            maxLines={lineControl ? lines.value : liveLines}
            open={isOpen(task.id)}
            onToggle={(id) => setOpen([id], !isOpen(id))}
          />
        ))}
      </div>
    </div>
  );
}
