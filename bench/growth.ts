import type { FakeLauncher } from "../tests/helpers/fake_ports.ts";
import { TasksQuery } from "../web/v1/request/queries.ts";
import { listTasks } from "../web/v1/tasks/task_list.ts";
import { addEnded, addQueued, anEngine, aNewTask } from "./engine.ts";
import { type Bench, type Finding, median, timeMs } from "./measure.ts";

const FEW = 1_000;
const MANY = 100_000;
const ROUNDS = 5;
const TURNS = 150;

const WHAT = [
  "submit",
  "submitAfterLast",
  "promote",
  "restart",
  "newest",
  "startAndFinish",
] as const;
type Costs = Record<typeof WHAT[number], number>;

/**
 * What a change costs, saved, with 100,000 tasks queued and as many ended,
 * against 1,000 of each. In this process, with a real journal; the launcher
 * is a fake, so that it is the engine that is measured.
 */
export const growth: Bench = {
  name: "growth",
  async run() {
    await using few = await anEngine((state) => {
      addEnded(state, FEW);
      addQueued(state, FEW);
    });
    await using many = await anEngine((state) => {
      addEnded(state, MANY);
      addQueued(state, MANY);
    });
    const costs = { few: [] as Costs[], many: [] as Costs[] };
    for (let round = 0; round <= ROUNDS; round++) {
      costs.few.push(await costsOf(few, round));
      costs.many.push(await costsOf(many, round));
    }
    return WHAT.map((what): Finding => ({
      what: `growth.${what}.ms`,
      figure: median(costs.many.slice(1).map((one) => one[what])),
      baseline: {
        of: `${FEW} queued and ended, not ${MANY}`,
        figure: median(costs.few.slice(1).map((one) => one[what])),
      },
      hold: { of: "ratio", atMost: 1.5 },
    }));
  },
};

async function costsOf(
  { scheduler, launcher }: Awaited<ReturnType<typeof anEngine>>,
  round: number,
): Promise<Costs> {
  const typical = async (work: (at: number) => Promise<unknown>) => {
    const costs: number[] = [];
    for (let at = 0; at < TURNS; at++) {
      costs.push(await timeMs(() => work(at)));
    }
    return median(costs);
  };
  return {
    submit: await typical((at) =>
      scheduler.submit([aNewTask(`new-${round}-${at}`)])
    ),
    submitAfterLast: await typical((at) => {
      const { id, spec } = aNewTask(`after-${round}-${at}`);
      const options = { afterAny: ["@~9"] };
      return scheduler.submit([{ id, spec: { ...spec, options } }]);
    }),
    promote: await typical((at) =>
      scheduler.dispatch({ kind: "promote", id: `new-${round}-${at}` })
    ),
    restart: await typical((at) => scheduler.restart([`ended-${at}`])),
    newest: await typical(() => newestPages(scheduler)),
    startAndFinish: await typical(() => nextTask(launcher)),
  };
}

/** Reads the first pages of the list of what was submitted last. */
async function newestPages(
  scheduler: Awaited<ReturnType<typeof anEngine>>["scheduler"],
): Promise<void> {
  let cursor: string | undefined;
  for (let page = 0; page < 3; page++) {
    const query = TasksQuery.parse({ order: "newest", cursor });
    const { nextCursor } = await scheduler.read((state) =>
      listTasks(state, query, 0)
    );
    cursor = nextCursor ?? undefined;
  }
}

/** Ends the task that holds the GPU, and waits until the next is launched. */
async function nextTask(launcher: FakeLauncher): Promise<void> {
  const launched = Promise.withResolvers<void>();
  launcher.onLaunch = () => launched.resolve();
  launcher.exit(launcher.launched.at(-1)!, 0);
  await launched.promise;
}
