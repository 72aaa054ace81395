import { realDisk } from "../scheduler/adapters/disk.ts";
import { openJournal } from "../scheduler/adapters/open_journal.ts";
import { systemTimers } from "../scheduler/adapters/timers.ts";
import { SystemClock } from "../scheduler/adapters/system_clock.ts";
import { evolve } from "../scheduler/core/evolve.ts";
import { placeTask, type SchedulerState } from "../scheduler/model/state.ts";
import { Scheduler } from "../scheduler/scheduler.ts";
import { aGpu, aReading, aSpec, aTask } from "../tests/helpers/builders.ts";
import { FakeLauncher, someSettings } from "../tests/helpers/fake_ports.ts";

/** A scheduler in this process, with a real journal and no real processes. */
export interface BenchEngine extends AsyncDisposable {
  readonly scheduler: Scheduler;
  readonly launcher: FakeLauncher;
}

/** Opens one over a folder of its own, with what is to be on record. */
export async function anEngine(
  fill: (state: SchedulerState) => void,
): Promise<BenchEngine> {
  const dir = await Deno.makeTempDir({ prefix: "ant-bench-" });
  const { state, journal } = await openJournal({
    disk: realDisk,
    stateFile: `${dir}/state.json`,
    sessionId: "bench",
    timers: systemTimers,
    evolve,
  });
  fill(state);
  const launcher = new FakeLauncher();
  const scheduler = new Scheduler(state, {
    clock: new SystemClock(),
    launcher,
    journal,
    log: () => {},
    fatal: (error) => {
      throw error;
    },
  }, {
    ...someSettings([0]),
    historySize: 300,
    smoothing: 0.1,
    life: "bench",
    logFolder: `${dir}/logs`,
    maxJournalBytes: Infinity,
  });
  const nowMs = Date.now();
  const gpu = aGpu(0, { sampledAtMs: nowMs + 3_600_000 }); // Stays fresh.
  scheduler.observe(aReading(gpu));
  return {
    scheduler,
    launcher,
    async [Symbol.asyncDispose]() {
      scheduler.stopTaking();
      await journal.close();
      await Deno.remove(dir, { recursive: true });
    },
  };
}

/** Puts so many tasks on record that ended well. */
export function addEnded(state: SchedulerState, count: number): void {
  for (let at = 0; at < count; at++) {
    const ended = { name: "succeeded" } as const;
    placeTask(state, aTask(`ended-${at}`, ended, { nGpus: 1 }));
  }
}

/** Puts so many in the queue that want a GPU. */
export function addQueued(state: SchedulerState, count: number): void {
  for (let at = 0; at < count; at++) {
    placeTask(state, aTask(`queued-${at}`, { name: "queued" }, { nGpus: 1 }));
  }
}

/** A wish for one GPU task. */
export function aNewTask(id: string) {
  return { id, spec: aSpec({ nGpus: 1 }) };
}
