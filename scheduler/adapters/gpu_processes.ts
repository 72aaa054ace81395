import type { GpuProcess } from "../model/gpu.ts";
import type { EpochMs } from "../model/units.ts";
import { listApps } from "./ask_smi.ts";
import type { ProcessOwner } from "./gpu_process_owner.ts";
import type { AppRow } from "./parse_smi.ts";
import type { Timers } from "./timers.ts";

/** A look that found nothing new need not be repeated sooner. */
const LONGEST_GAP_MS = 30_000;
/** However fast memory moves, no look comes sooner after the last. */
const SHORTEST_GAP_MS = 3_000;
/** A process that begins or ends moves at least its context's memory. */
const NOTABLE_MIB = 64;
/** Beyond this age a list says nothing any more. */
const LIST_LIFE_MS = 3 * LONGEST_GAP_MS;

/** How the processes are looked up. */
export interface GpuProcessesOptions {
  readonly program: string;
  readonly timers: Timers;
  readonly ownerOf: (pid: number) => Promise<ProcessOwner>;
}

/**
 * Knows the processes on each GPU.
 *
 * `--query-compute-apps -lms` prints nothing at all when no process runs, so
 * in a long-lived stream nobody can tell "none" from "hung", nor where a
 * round ends. It is therefore asked once at a time, and since each asking
 * starts the driver's library anew (tenths of a second of processor time
 * with eight GPUs), only when the memory in use has moved, or rarely.
 */
export class GpuProcesses {
  readonly #options: GpuProcessesOptions;
  readonly #abort = new AbortController();
  #byUuid: ReadonlyMap<string, readonly GpuProcess[]> | null = null;
  #listedAtMs: EpochMs = -Infinity;
  #askedAtMs: EpochMs = -Infinity;
  /** The memory in use by GPU when the last look began. */
  #usedMiB: ReadonlyMap<string, number> = new Map();
  #looking: Promise<void> | null = null;
  #isStuck = false;

  constructor(options: GpuProcessesOptions) {
    this.#options = options;
  }

  /** The processes on a GPU; `null` when they could not be read. */
  on(uuid: string | null): readonly GpuProcess[] | null {
    const ageMs = this.#options.timers.now() - this.#listedAtMs;
    if (this.#byUuid === null || uuid === null || ageMs > LIST_LIFE_MS) {
      return null;
    }
    return this.#byUuid.get(uuid) ?? [];
  }

  /** Tells what is in use now, and resolves once a look that is due is done. */
  update(usedMiB: ReadonlyMap<string, number>): Promise<void> {
    if (this.#looking !== null) return this.#looking;
    const sinceMs = this.#options.timers.now() - this.#askedAtMs;
    const moved = [...usedMiB].some(([uuid, mib]) =>
      Math.abs(mib - (this.#usedMiB.get(uuid) ?? 0)) >= NOTABLE_MIB
    );
    const isDue = sinceMs >= LONGEST_GAP_MS ||
      (moved && sinceMs >= SHORTEST_GAP_MS);
    const mayAsk = !this.#isStuck && !this.#abort.signal.aborted;
    if (!isDue || !mayAsk) return Promise.resolve();
    this.#askedAtMs = this.#options.timers.now();
    this.#usedMiB = usedMiB;
    this.#looking = this.#look().finally(() => this.#looking = null);
    return this.#looking;
  }

  /** Resolves once no look is under way any more. */
  async close(): Promise<void> {
    this.#abort.abort();
    await this.#looking;
  }

  async #look(): Promise<void> {
    const { program, timers, ownerOf } = this.#options;
    const { signal } = this.#abort;
    const asked = await listApps(program, { timers, signal });
    if ("problem" in asked) {
      this.#byUuid = null;
      // One that cannot be killed must not be joined by a second.
      this.#isStuck = asked.stuck !== undefined;
      asked.stuck?.then(() => this.#isStuck = false);
      return;
    }
    const found = await Promise.all(
      asked.apps.map(async (app) => [app, await ownerOf(app.pid)] as const),
    );
    const byUuid = new Map<string, GpuProcess[]>();
    for (const [app, owner] of found) {
      const list = byUuid.get(app.gpuUuid) ?? [];
      list.push(processOf(app, owner));
      byUuid.set(app.gpuUuid, list);
    }
    this.#byUuid = byUuid;
    this.#listedAtMs = timers.now();
  }
}

function processOf(app: AppRow, owner: ProcessOwner): GpuProcess {
  return {
    pid: app.pid,
    user: owner.user,
    command: owner.command ?? app.processName,
    memoryUsedMiB: app.memoryUsedMiB,
    taskId: owner.taskId,
  };
}
