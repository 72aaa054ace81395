import { page } from "fresh";
import { Notice } from "../components/frame/Notice.tsx";
import { HistoryShell } from "../components/home/HistoryShell.tsx";
import {
  type BoardPast,
  type History,
  shortened,
  spanOf,
} from "../components/views.ts";
import LiveBoard from "../islands/LiveBoard.tsx";
import LiveHistory from "../islands/LiveHistory.tsx";
import type { BoardView } from "../scheduler/mod.ts";
import { readFields } from "../web/body.ts";
import { switchGpu } from "../web/pages/gpu_form.ts";
import { seeDone } from "../web/pages/task_forms.ts";
import { define, type State } from "../web/state.ts";

interface HomeData {
  readonly board: BoardView;
  readonly past: BoardPast;
  readonly problem: string | null;
  /** How far back the charts can reach. */
  readonly spanMs: number;
}

/** Rows that the dashboard shows before its feed brings all. */
const ROWS = 8;

export const handler = define.handlers<HomeData>({
  GET: async ({ state }) => page(await dataOf(state)),

  /** The switch of a GPU, without a script. */
  async POST({ req, state }) {
    const acted = await switchGpu(state, await readFields(req));
    if (acted.kind === "done") return seeDone("/home", acted);
    const data = await dataOf(state, acted.message);
    return page(data, { status: acted.status });
  },
});

export default define.page<typeof handler>(({ data }) => (
  <div class="stack">
    {data.problem !== null && <Notice kind="bad">{data.problem}</Notice>}
    <LiveBoard initial={data.board} past={data.past} />
    <LiveHistory initial={data.board} spanMs={data.spanMs}>
      <HistoryShell board={data.board} spanMs={data.spanMs} />
    </LiveHistory>
  </div>
));

async function dataOf(
  { scheduler, config }: State,
  problem: string | null = null,
): Promise<HomeData> {
  const board = await scheduler.board();
  const { histories } = scheduler.machine;
  const past = histories.view();
  const recent = (history: History) => shortened(history, histories.readSlots);
  return {
    board: {
      ...board,
      queued: board.queued.slice(0, ROWS),
      ended: board.ended.slice(0, ROWS),
    },
    past: {
      loads: past.gpu_usage.map(recent),
      cpuPercent: recent(past.cpu_usage),
      ramGiB: recent(past.ram_usage),
      atMs: board.nowMs,
    },
    problem,
    spanMs: spanOf(config.historySize, config.refreshIntervalMs),
  };
}
