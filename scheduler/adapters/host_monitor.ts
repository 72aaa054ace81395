import type { EpochMs } from "../model/units.ts";
import { systemTimers } from "./timers.ts";

const KIB_PER_GIB = 1024 * 1024;

/** The machine at one moment. What the kernel would not say is `null`. */
export interface HostSample {
  /** The share of all cores that was busy since the sample before, 0 to 100. */
  readonly cpuPercent: number | null;
  /** What cannot be given to a new program: total less available. */
  readonly ramUsedGiB: number | null;
  readonly ramTotalGiB: number | null;
  readonly cpuName: string | null;
  /** Logical cores. */
  readonly cpuCount: number | null;
  readonly sampledAtMs: EpochMs;
}

/** Processor time since boot, in ticks. */
export interface CpuTicks {
  readonly busy: number;
  readonly total: number;
}

/** Reads load and memory of the whole machine from proc(5). */
export class HostMonitor {
  readonly #procDir: string;
  readonly #now: () => EpochMs;
  #before: CpuTicks | null = null;
  #cpu: { readonly name: string | null; readonly count: number | null } | null =
    null;

  constructor(options: { procDir?: string; now?: () => EpochMs } = {}) {
    this.#procDir = options.procDir ?? "/proc";
    this.#now = options.now ?? systemTimers.now;
  }

  /**
   * Resolves, never rejects. The first sample has no load: a load takes two
   * looks. One pending call at a time.
   */
  async read(): Promise<HostSample> {
    const [stat, meminfo] = await Promise.all([
      this.#text("stat"),
      this.#text("meminfo"),
    ]);
    this.#cpu ??= parseCpuInfo(await this.#text("cpuinfo"));
    const ticks = parseCpuTicks(stat);
    const before = this.#before;
    this.#before = ticks;
    return {
      cpuPercent: ticks && before ? busyPercent(before, ticks) : null,
      ...parseMemory(meminfo),
      cpuName: this.#cpu.name,
      cpuCount: this.#cpu.count,
      sampledAtMs: this.#now(),
    };
  }

  /** A file that is not there, as in some containers, says nothing. */
  async #text(file: string): Promise<string> {
    try {
      return await Deno.readTextFile(`${this.#procDir}/${file}`);
    } catch (error) {
      if (error instanceof Error) return "";
      throw error;
    }
  }
}

/**
 * Reads the first line of `/proc/stat`, ticks by kind:
 *
 * ```text
 * cpu  10132153 290696 3084719 46828483 16683 0 25195 0 175628 0
 * ```
 *
 * user, nice, system, idle, iowait, irq, softirq, steal; the two guest
 * columns after them are already part of user and nice.
 */
export function parseCpuTicks(stat: string): CpuTicks | null {
  const line = /^cpu +([\d ]+)$/m.exec(stat)?.[1];
  const ticks = line?.trim().split(/ +/).map(Number).slice(0, 8) ?? [];
  if (ticks.length < 4) return null;
  const total = ticks.reduce((sum, tick) => sum + tick, 0);
  const idle = ticks[3]! + (ticks[4] ?? 0);
  return { busy: total - idle, total };
}

/** `null` when no tick has passed, or when the counters went backwards. */
export function busyPercent(before: CpuTicks, after: CpuTicks): number | null {
  const total = after.total - before.total;
  if (total <= 0) return null;
  const share = (after.busy - before.busy) / total;
  return 100 * Math.min(1, Math.max(0, share));
}

function parseMemory(meminfo: string) {
  const total = kibOf(meminfo, "MemTotal");
  const available = kibOf(meminfo, "MemAvailable");
  return {
    ramTotalGiB: total === null ? null : total / KIB_PER_GIB,
    ramUsedGiB: total === null || available === null
      ? null
      : (total - available) / KIB_PER_GIB,
  };
}

function kibOf(meminfo: string, key: string): number | null {
  const kib = new RegExp(`^${key}: +(\\d+) kB$`, "m").exec(meminfo)?.[1];
  return kib === undefined ? null : Number(kib);
}

function parseCpuInfo(cpuinfo: string) {
  // 64-bit Arm names no model; there "Hardware" or nothing is what it has.
  const name = /^(?:model name|Hardware)\s*: *(.+)$/m.exec(cpuinfo)?.[1];
  const count = cpuinfo.match(/^processor\s*:/gm)?.length;
  return { name: name?.trim() ?? null, count: count ?? null };
}
