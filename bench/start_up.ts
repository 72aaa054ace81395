import { realDisk } from "../scheduler/adapters/disk.ts";
import { openJournal } from "../scheduler/adapters/open_journal.ts";
import { systemTimers } from "../scheduler/adapters/timers.ts";
import { evolve } from "../scheduler/core/evolve.ts";
import { aServer, type TestServer } from "../tests/helpers/server.ts";
import { addEnded } from "./engine.ts";
import { type Bench, interleaved } from "./measure.ts";

const ENDED = 100_000;
const ROUNDS = 3;

/**
 * From the start of the server until it answers, with 100,000 ended tasks on
 * record; against a server without any.
 */
export const startUp: Bench = {
  name: "startUp",
  async run() {
    const config = { "RECOVERY_mode": "auto" };
    await using empty = await aServer({ gpus: 1, config });
    await using full = await aServer({ gpus: 1, config });
    await Promise.all([empty.stop(), full.stop()]);
    await fill(`${full.dir}/logs/ant_recovery_state.json`);
    const found = await interleaved(ROUNDS, {
      full: () => startMs(full),
      empty: () => startMs(empty),
    });
    return [{
      what: "startUp.ended100k.ms",
      figure: found.full,
      baseline: { of: "an empty record", figure: found.empty },
      hold: { of: "figure", atMost: 2000 },
    }];
  },
};

async function startMs(server: TestServer): Promise<number> {
  const beginMs = performance.now();
  const again = await server.again();
  const ms = performance.now() - beginMs;
  await again.kill();
  return ms;
}

async function fill(stateFile: string): Promise<void> {
  const { state, journal } = await openJournal({
    disk: realDisk,
    stateFile,
    sessionId: "bench",
    timers: systemTimers,
    evolve,
  });
  addEnded(state, ENDED);
  await journal.snapshot(state);
  await journal.close();
}
