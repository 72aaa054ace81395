import type { PolicyName } from "../scheduler/model/policy_name.ts";
import { placeTask } from "../scheduler/model/state.ts";
import { plan } from "../scheduler/policy/plan.ts";
import { aState, aTask, T0 } from "../tests/helpers/builders.ts";
import { offersOf, someGpus } from "../tests/helpers/offers.ts";
import { type Bench, interleaved, median, timeMs } from "./measure.ts";

const QUEUED = 10_000;
const GPUS = 8;
const ROUNDS = 5;
const TURNS = 20;
const HOUR_MS = 3_600_000;

/**
 * One plan with 10,000 queued tasks of many widths and time limits, of which
 * the first wants all 8 GPUs; two are free, the others become so one by one.
 * By `backfill`, against `fifo`.
 */
export const backfill: Bench = {
  name: "backfill",
  async run() {
    const { state, offers } = aLongQueue();
    const planned = async (policy: PolicyName) => {
      const bounds = { policy, maxCpuTasks: null, learns: false };
      const times = { fairHalfLifeMs: 0, killGraceMs: 0 };
      const all: number[] = [];
      for (let turn = 0; turn < TURNS; turn++) {
        all.push(
          await timeMs(() => plan(state, offers, { ...bounds, ...times }, T0)),
        );
      }
      return median(all);
    };
    const found = await interleaved(ROUNDS, {
      backfill: () => planned("backfill"),
      fifo: () => planned("fifo"),
    });
    return [{
      what: `backfill.queued${QUEUED}.plan.ms`,
      figure: found.backfill,
      baseline: { of: "fifo", figure: found.fifo },
    }];
  },
};

function aLongQueue() {
  const state = aState();
  for (let gpu = 2; gpu < GPUS; gpu++) {
    const gpus = [{ gpu, memoryMiB: null }];
    const running = { name: "running", gpus, identity: "p" } as const;
    const options = { timeoutMs: gpu * HOUR_MS };
    placeTask(state, aTask(`run-${gpu}`, running, { nGpus: 1, options }));
  }
  for (let at = 0; at < QUEUED; at++) {
    const nGpus = at === 0 ? GPUS : 1 + at * 7 % GPUS;
    const options = { timeoutMs: (1 + at * 11 % 48) * HOUR_MS };
    const spec = { nGpus, options };
    placeTask(state, aTask(`queued-${at}`, { name: "queued" }, spec));
  }
  return { state, offers: offersOf(state, someGpus(GPUS)) };
}
