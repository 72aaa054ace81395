import type { Config } from "../config/config.ts";
import { ProcessOwners } from "../scheduler/adapters/gpu_process_owner.ts";
import { HostMonitor } from "../scheduler/adapters/host_monitor.ts";
import { NvidiaSmi } from "../scheduler/adapters/nvidia_smi.ts";
import { SimulatedGpus } from "../scheduler/adapters/simulated_gpus.ts";
import { simulatedFaults } from "../scheduler/adapters/simulated_faults.ts";
import { sinceBootUs } from "../scheduler/adapters/since_boot.ts";
import {
  readTopology,
  simulatedTopology,
} from "../scheduler/adapters/topology.ts";
import type { Topology } from "../scheduler/model/topology.ts";
import type { Scheduler } from "../scheduler/mod.ts";
import { holders } from "../scheduler/policy/standing.ts";
import type { GpuProbe } from "../scheduler/ports.ts";

/** What else is known of the machine, and who hears of it. */
export interface MachineNotes {
  readonly note: (line: string) => void;
  /** Why nothing holds tasks to the cores and memory that they claim. */
  readonly unenforced: () => string | null;
}

/** Keeps the scheduler's picture of the machine fresh until closed. */
export async function watchMachine(
  scheduler: Scheduler,
  config: Config,
  { note, unenforced }: MachineNotes,
): Promise<{ close(): Promise<void> }> {
  const host = new HostMonitor();
  const look = async () => {
    const { sampledAtMs: _, ...sample } = await host.read();
    scheduler.observeHost({
      ...sample,
      cpuCount: sample.cpuCount ?? 0,
      unenforced: unenforced(),
    });
    scheduler.machine.addToHistories();
  };
  await look();
  const links = topologyFor(scheduler, config)
    .then((topology) => scheduler.machine.observeTopology(topology));
  const probe = probeFor(scheduler, config, note);
  await probe?.start((reading) => scheduler.observe(reading));
  const timers = [
    setInterval(look, config.refreshIntervalMs),
    setInterval(() => scheduler.tick(), config.boardTickMs),
  ];
  return {
    async close() {
      for (const timer of timers) clearInterval(timer);
      await probe?.close();
      await links;
    },
  };
}

/** Nobody waits for it: who starts meanwhile gets GPUs in their order. */
async function topologyFor(
  { settings: { gpus } }: Scheduler,
  config: Config,
): Promise<Topology> {
  if (gpus.length === 0) return new Map();
  return config.gpus.kind === "simulated"
    ? await simulatedTopology(
      `${config.logDir}/simulated_topology.txt`,
      config.gpus.count,
    )
    : await readTopology(config.nvidiaSmi);
}

function probeFor(
  scheduler: Scheduler,
  config: Config,
  note: (line: string) => void,
): GpuProbe | null {
  const { gpus: indices } = scheduler.settings;
  const intervalMs = config.refreshIntervalMs;
  if (indices.length === 0) return null;
  if (config.gpus.kind === "simulated") {
    return new SimulatedGpus({
      count: config.gpus.count,
      intervalMs,
      faultOf: simulatedFaults(`${config.logDir}/simulated_faults.json`),
      holdsOf: (index) => holders(scheduler.state).get(index) ?? new Map(),
    });
  }
  const owners = new ProcessOwners({
    isOurs: (id) => scheduler.state.active.has(id),
  });
  return new NvidiaSmi({
    program: config.nvidiaSmi,
    indices,
    intervalMs,
    ...config.quarantineXids.length > 0 && {
      xids: {
        fromUs: sinceBootUs(),
        onProblem: (why: string) =>
          note(`Xid errors can not be heard of: ${why}`),
      },
    },
    ownerOf: (pid) => owners.ownerOf(pid),
  });
}
