import type { HeldShare, TaskSpec } from "../model/task.ts";
import type { GpuIndex } from "../model/units.ts";
import { chooseGpus } from "./choose_gpus.ts";
import { freeMiB, hasRoom, mayUse, type Offers } from "./demand.ts";

/** A GPU that a plan may still give away. */
interface OpenGpu {
  readonly gpu: GpuIndex;
  /** Whether nobody holds any of it. */
  isWhole: boolean;
  /** Memory that shares may take. */
  roomMiB: number;
}

/**
 * The GPUs that a plan may give away, whole or in shares, in the order of
 * their selection.
 */
export class OpenGpus {
  readonly #offers: Offers;
  #open: OpenGpu[] = [];

  constructor(offers: Offers) {
    this.#offers = offers;
    for (const [gpu, { standing, sample }] of offers) {
      const isWhole = standing.name === "free";
      const roomMiB = isWhole
        ? freeMiB(sample) ?? 0
        : standing.name === "held"
        ? standing.roomMiB
        : 0;
      if (isWhole || roomMiB > 0) this.#open.push({ gpu, isWhole, roomMiB });
    }
  }

  /** Whether nothing is left to give. */
  get isEmpty(): boolean {
    return this.#open.length === 0;
  }

  /** Takes what a task asks for; `null` where too few GPUs fit it now. */
  take(spec: TaskSpec): readonly HeldShare[] | null {
    const fitting = this.#open.filter((one) => this.#fits(spec, one));
    if (fitting.length < spec.nGpus) return null;
    const { gpuShareMiB = null } = spec.options;
    const taken = this.#chosen(fitting, spec);
    for (const one of taken) {
      one.isWhole = false;
      one.roomMiB -= gpuShareMiB ?? one.roomMiB;
    }
    this.#open = this.#open.filter((one) => one.isWhole || one.roomMiB > 0);
    return taken.map(({ gpu }) => ({ gpu, memoryMiB: gpuShareMiB }));
  }

  /**
   * Keeps for a task that waits what it could use: free GPUs that fit it, and
   * shared ones whatever their room, for else they would never come free.
   */
  keepFor(spec: TaskSpec): void {
    this.#open = this.#open.filter((one) =>
      one.isWhole
        ? !this.#fits(spec, one)
        : !mayUse(spec, one.gpu, this.#sampleOf(one))
    );
  }

  #fits(spec: TaskSpec, one: OpenGpu): boolean {
    const { gpuShareMiB } = spec.options;
    const isOpen = gpuShareMiB === undefined
      ? one.isWhole
      : one.roomMiB >= gpuShareMiB;
    const sample = this.#sampleOf(one);
    return isOpen && mayUse(spec, one.gpu, sample) && hasRoom(spec, sample);
  }

  #chosen(
    fitting: readonly OpenGpu[],
    { nGpus, options: { gpuMemMiB, gpuShareMiB } }: TaskSpec,
  ): readonly OpenGpu[] {
    const byGpu = new Map(fitting.map((one) => [one.gpu, one]));
    const isPlain = gpuMemMiB === undefined && gpuShareMiB === undefined;
    const chosen = chooseGpus({
      fitting: [...byGpu.keys()],
      nGpus,
      roomMiB: isPlain ? null : (gpu) => byGpu.get(gpu)!.roomMiB,
    }, this.#offers);
    return chosen.map((gpu) => byGpu.get(gpu)!);
  }

  #sampleOf({ gpu }: OpenGpu) {
    return this.#offers.get(gpu)!.sample;
  }
}
