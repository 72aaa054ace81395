import type { Xid } from "../model/gpu.ts";
import { ProgramLines } from "./program_lines.ts";
import { systemTimers, type Timers } from "./timers.ts";

/** How long after its end the reading of the kernel's log begins anew. */
const PAUSE_MS = 30_000;

/** Where the kernel's log is read, and who hears of it. */
export interface XidWatchOptions {
  /** Prints the kernel's log as `/dev/kmsg` has it, and does not end. */
  readonly program?: string;
  readonly args?: readonly string[];
  /** What was logged sooner after the boot is no news, in microseconds. */
  readonly fromUs: number;
  /** Told once, where the log cannot be read. */
  readonly onProblem: (problem: string) => void;
  readonly timers?: Timers;
}

/** A fault and the place of its GPU on the bus, such as `0000:3b:00`. */
export interface FoundXid {
  readonly bus: string;
  readonly atUs: number;
  readonly xid: Xid;
}

/**
 * Hears what the NVIDIA driver says of faults in the kernel's log. Where it may
 * not be read (`kernel.dmesg_restrict`, or a container), nothing is heard: the
 * GPUs are then known by what `nvidia-smi` tells alone.
 */
export class XidWatch {
  readonly #options: XidWatchOptions;
  readonly #timers: Timers;
  readonly #onXid: (found: FoundXid) => void;
  #run: ProgramLines | null = null;
  #cancel = () => {};
  #closed = false;
  #hasTold = false;
  /** Of the last record that was told; one that is read again is no news. */
  #lastSeq = -1;

  constructor(options: XidWatchOptions, onXid: (found: FoundXid) => void) {
    this.#options = options;
    this.#timers = options.timers ?? systemTimers;
    this.#onXid = onXid;
  }

  /** Begins to read. */
  open(): void {
    if (this.#closed) return;
    const { program = "cat", args = ["/dev/kmsg"] } = this.#options;
    let said = "";
    try {
      this.#run = new ProgramLines(program, args, {
        out: (line) => this.#take(line),
        err: (line) => said ||= line,
      });
    } catch (error) {
      return this.#giveUp((error as Error).message);
    }
    this.#run.ended.then(() => {
      if (this.#closed) return;
      if (/denied|not permitted|No such/i.test(said)) return this.#giveUp(said);
      this.#cancel = this.#timers.after(PAUSE_MS, () => this.open());
    });
  }

  /** Resolves once the program is gone. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#cancel();
    await this.#run?.end(this.#timers);
  }

  #take(line: string): void {
    const found = parseXid(line);
    if (found === null || found.atUs < this.#options.fromUs) return;
    if (found.xid.seq <= this.#lastSeq) return;
    this.#lastSeq = found.xid.seq;
    this.#onXid(found);
  }

  #giveUp(why: string): void {
    if (!this.#hasTold) this.#options.onProblem(why);
    this.#hasTold = true;
  }
}

/**
 * Reads a record of `/dev/kmsg` (Documentation/ABI/testing/dev-kmsg) in which
 * the driver tells of a fault; `null` for any other:
 *
 * ```text
 * 3,1877,93412345678,-;NVRM: Xid (PCI:0000:3b:00): 79, pid=4121, name=python, GPU has fallen off the bus.
 * ```
 */
export function parseXid(line: string): FoundXid | null {
  const found =
    /^\d+,(\d+),(\d+),[^;]*;NVRM: Xid \(PCI:([\da-f:]+)\): (\d+), (.*)$/i
      .exec(line);
  if (found === null) return null;
  const [, seq, atUs, bus, code, rest] = found as unknown as string[];
  const words = rest!.replace(/^(pid=[^,]*, )?(name=[^,]*, )?/, "")
    .slice(0, 160);
  return {
    bus: busKey(bus!),
    atUs: Number(atUs),
    xid: { code: Number(code), words, seq: Number(seq) },
  };
}

/** One form for `00000000:3B:00.0` of `nvidia-smi` and `0000:3b:00` of the log. */
export function busKey(bus: string): string {
  return bus.toLowerCase().replace(/^0{4}(?=[\da-f]{4}:)/, "")
    .replace(/\.\d$/, "");
}
