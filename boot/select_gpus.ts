import type { GpuSelection } from "../config/arguments.ts";
import { StartError } from "../config/start_error.ts";
import { type ListedGpu, listGpus } from "../scheduler/adapters/ask_smi.ts";
import { listSimulatedGpus } from "../scheduler/adapters/simulated_gpus.ts";

/** The GPUs of this start, and what to say about them. */
export interface SelectedGpus {
  readonly gpus: readonly ListedGpu[];
  /** How many the machine has, selected or not. */
  readonly inMachine: number;
  /** Why there are none, where there might have been; `null` otherwise. */
  readonly notice: string | null;
}

/**
 * Finds the GPUs that were asked for, in the order they were asked for.
 *
 * @throws {StartError} for ids that cannot be had. Without ids a missing
 * driver is no error: tasks then run without GPUs.
 */
export async function selectGpus(
  selection: GpuSelection,
  program: string,
): Promise<SelectedGpus> {
  if (selection.kind === "simulated") {
    const gpus = listSimulatedGpus(selection.count);
    return { gpus, inMachine: gpus.length, notice: null };
  }
  const listed = await listGpus(program);
  if ("problem" in listed) {
    if (selection.kind === "all") {
      const notice = `No GPUs, tasks run without: ${listed.problem}`;
      return { gpus: [], inMachine: 0, notice };
    }
    throw new StartError(
      "noDriver",
      `Cannot use GPUs ${selection.ids.join(", ")}: ${listed.problem}; ` +
        `mend the driver, or start with --simulate N`,
    );
  }
  const inMachine = listed.gpus.length;
  if (selection.kind === "all") {
    return { gpus: listed.gpus, inMachine, notice: null };
  }
  const gpus = selection.ids.map((id) =>
    listed.gpus.find(({ index }) => index === id) ?? missing(id, listed.gpus)
  );
  return { gpus, inMachine, notice: null };
}

function missing(id: number, gpus: readonly ListedGpu[]): never {
  const have = gpus.map(({ index }) => index).join(", ");
  throw new StartError(
    "unknownGpu",
    `Cannot use GPU ${id}: this machine has ${have}; leave it out`,
  );
}
