import { page } from "fresh";
import { LogFindPage } from "../components/log/LogFindPage.tsx";
import { Notice } from "../components/frame/Notice.tsx";
import { Empty } from "../components/parts/Empty.tsx";
import { PastAttempt } from "../components/tasks/PastAttempt.tsx";
import { TaskHead } from "../components/tasks/TaskHead.tsx";
import { RestartAll } from "../components/tasks/RestartAll.tsx";
import TaskLog, { type TaskLogProps } from "../islands/TaskLog.tsx";
import {
  fellWith,
  isEnded,
  linkBetween,
  type LogFinds,
  queueWait,
  sharesOf,
  type Task,
  type TaskView,
  viewEarlier,
  viewTask,
} from "../scheduler/mod.ts";
import { readFields } from "../web/body.ts";
import { actOnEnded } from "../web/pages/ended_form.ts";
import { numberOf, readLogPage } from "../web/pages/log_page.ts";
import { searchLogPage } from "../web/pages/log_search.ts";
import { seeDone } from "../web/pages/task_forms.ts";
import { logOf } from "../web/v1/log/log.ts";
import { define, type State } from "../web/state.ts";

interface LogData {
  readonly id: string;
  /** `null` where no task has the id. */
  readonly log: TaskLogProps | null;
  /** What was found without a script; `null` where nothing was looked for. */
  readonly finds: LogFinds | null;
  readonly problem: string | null;
  /** The task as the earlier attempt left it whose log is shown. */
  readonly past: TaskView | null;
  /** How many tasks failed because it did. */
  readonly fallen: number;
}

export const handler = define.handlers<LogData>({
  async GET({ req, state, url }) {
    const data = await dataOf(state, url, req.signal);
    return page(data, { status: data.log === null ? 404 : 200 });
  },

  /** What is done to the task, without a script. */
  async POST({ req, state, url }) {
    const acted = await actOnEnded(state, await readFields(req));
    if (acted.kind === "done") {
      const isGone = ["forget", "hide", "unqueue"].includes(acted.word);
      const back = `/logs${url.search}`;
      return seeDone(isGone ? "/completed_task" : back, acted);
    }
    const data = await dataOf(state, url, req.signal, acted.message);
    return page(data, { status: acted.status });
  },
});

export default define.page<typeof handler>(({ data }) => (
  <div class="stack">
    {data.problem !== null && <Notice kind="bad">{data.problem}</Notice>}
    {data.fallen > 0 && <RestartAll id={data.id} count={data.fallen} />}
    {data.log === null
      ? (
        <div class="p">
          <Empty fact="There is no such task">
            <p>
              {data.id === "" ? "The address names no task. " : (
                <>
                  <span class="mono wrap">{data.id}</span>{" "}
                  is not queued, running or ended.{" "}
                </>
              )}
              It may have been deleted, hidden, or left for Restore.
            </p>
            <a class="b" href="completed_task">Completed tasks</a>
          </Empty>
        </div>
      )
      : (
        <>
          {data.log.start !== null && (
            <LogFindPage
              id={data.id}
              attempt={data.log.attempt}
              finds={data.finds}
            />
          )}
          <TaskLog
            {...data.log}
            head={<TaskHead task={data.log.task} shown={data.log.attempt} />}
            {...data.past !== null && {
              past: <PastAttempt task={data.past} nowMs={data.log.nowMs} />,
            }}
          />
        </>
      )}
  </div>
));

async function dataOf(
  { scheduler, logs }: State,
  { searchParams }: URL,
  signal: AbortSignal,
  problem: string | null = null,
): Promise<LogData> {
  const id = searchParams.get("task_id") ?? "";
  const task = await scheduler.find(id);
  if (task === null) {
    return { id, log: null, finds: null, problem, past: null, fallen: 0 };
  }
  const attempt = earlierAttempt(task, searchParams.get("attempt"));
  const path = logOf(task, attempt);
  const start = await readLogPage(logs, path, searchParams);
  const text = searchParams.get("q") ?? "";
  const fromByte = numberOf(searchParams.get("from")) ?? 0;
  const finds = text === ""
    ? null
    : await searchLogPage(logs, path, { text, fromByte, signal });
  const view = viewTask(task);
  const board = await scheduler.board();
  const wait = view.state === "queued" ? queueWait(board, view) : null;
  const shares = sharesOf(board.gpus, id);
  const { unenforced } = board.host;
  const link = linkBetween(board.gpus, view.gpus);
  return {
    id,
    log: {
      task: view,
      nowMs: Date.now(),
      start,
      attempt,
      wait,
      shares,
      link,
      unenforced,
    },
    finds,
    problem,
    past: attempt === null ? null : viewEarlier(task, attempt),
    fallen: isEnded(task)
      ? await scheduler.read((all) => fellWith(all, [task]).length)
      : 0,
  };
}

/** The earlier attempt that an address names; `null` for none of them. */
function earlierAttempt({ earlier }: Task, text: string | null): number | null {
  return earlier.find(({ attempt }) => String(attempt) === text)?.attempt ??
    null;
}
