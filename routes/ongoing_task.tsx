import { page } from "fresh";
import { Notice } from "../components/frame/Notice.tsx";
import { OngoingBulk } from "../components/tasks/OngoingBulk.tsx";
import { readOngoingQuery, terminalLines } from "../components/views.ts";
import OngoingTasks, {
  type OngoingTasksProps,
} from "../islands/OngoingTasks.tsx";
import { readFields } from "../web/body.ts";
import { readLogWindow } from "../web/pages/log_window.ts";
import { actOnTasks, seeDone } from "../web/pages/task_forms.ts";
import { viewerOf } from "../web/people/viewer_of.ts";
import { define, type State } from "../web/state.ts";

interface OngoingData {
  readonly tasks: OngoingTasksProps;
  readonly problem: string | null;
}

/** Enough for a screen of lines; the island reads on from there. */
const WINDOW_BYTES = 32 * 1024;

export const handler = define.handlers<OngoingData>({
  GET: async ({ state, url }) => page(await dataOf(state, url)),

  /** Terminate or queue again, without a script. */
  async POST({ req, state, url }) {
    const acted = await actOnTasks(state.scheduler, await readFields(req));
    if (acted.kind === "done") {
      return seeDone(`/ongoing_task${url.search}`, acted);
    }
    const data = await dataOf(state, url, acted.message);
    return page(data, { status: acted.status });
  },
});

export default define.page<typeof handler>(({ data }) => (
  <div class="stack">
    {data.problem !== null && <Notice kind="bad">{data.problem}</Notice>}
    <OngoingTasks {...data.tasks} bulk={<OngoingBulk selected={0} />} />
  </div>
));

async function dataOf(
  state: State,
  url: URL,
  problem: string | null = null,
): Promise<OngoingData> {
  const { scheduler, logs, config } = state;
  const board = await scheduler.board();
  const starts = await Promise.all(board.active.map(async (task) => {
    const found = await readLogWindow(logs, task.logFile, WINDOW_BYTES);
    const lines = terminalLines(found?.text ?? "", config.liveLines);
    return [task.id, { lines, endByte: found?.endByte ?? 0 }] as const;
  }));
  return {
    tasks: {
      initial: { ...board, queued: [], ended: [] },
      query: readOngoingQuery(url.searchParams),
      viewer: viewerOf(state),
      starts: Object.fromEntries(starts),
      liveLines: config.liveLines,
      lineControl: config.ongoingLineControl,
    },
    problem,
  };
}
