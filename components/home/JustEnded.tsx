import type { BoardView } from "../../scheduler/view/board.ts";
import type { TaskView } from "../../scheduler/view/task_view.ts";
import { endLine, ranFor } from "../../scheduler/view/task_words.ts";
import { age, grouped, iso } from "../../scheduler/view/words.ts";
import { Empty } from "../parts/Empty.tsx";
import { StateBadge } from "../parts/StateBadge.tsx";
import { TaskLink } from "../parts/TaskLink.tsx";

const SHOWN = 4;

/** The latest ends, and how each ended. */
export function JustEnded({ board }: { board: BoardView }) {
  const { ended, counts, nowMs } = board;
  return (
    <section class="p" aria-labelledby="ended-title">
      <div class="ph">
        <h2 id="ended-title">Just ended</h2>
        <span class="c">{grouped(counts.ended)} in all</span>
        <span class="sp" />
        <a class="b sm gh" href="completed_task">Completed</a>
      </div>
      {ended.length === 0
        ? (
          <Empty fact="Nothing has ended yet">
            <p>Ended tasks stand here with their exit code.</p>
          </Empty>
        )
        : (
          <ol class="rowl ends">
            {ended.slice(0, SHOWN).map((task) => (
              <Ended key={task.id} task={task} nowMs={nowMs} />
            ))}
          </ol>
        )}
    </section>
  );
}

function Ended({ task, nowMs }: { task: TaskView; nowMs: number }) {
  const endedAtMs = task.endedAtMs ?? nowMs;
  const line = task.startedAtMs === null
    ? endLine(task)
    : `${endLine(task)} after ${ranFor(task, nowMs)}`;
  return (
    <li>
      <StateBadge state={task.state} />
      <TaskLink id={task.id} />
      <time class="why nw" datetime={iso(endedAtMs)} title={iso(endedAtMs)}>
        {age(nowMs - endedAtMs)} ago
      </time>
      <span class="why cut last" title={line}>{line}</span>
    </li>
  );
}
