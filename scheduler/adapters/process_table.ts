import {
  isAlive,
  listPids,
  type ProcessStat,
  readStat,
} from "./process_stat.ts";

/** How long one scan waits for processes whose memory is locked. */
const SCAN_PATIENCE_MS = 1_000;

/**
 * Finds processes by a variable of their environment, which every descendant
 * inherits, also one that left its group and session.
 *
 * Scans are shared: whoever asks while one is under way gets the next, so
 * that what is found was so after the question. An environment is read off
 * the event loop, for the kernel makes the reader wait while a process hangs
 * in a driver with its memory locked; such a one counts as unmarked.
 */
export class ProcessTable {
  readonly #entry: string;
  readonly #reads = new Map<number, Promise<string | null>>();
  #running: Promise<unknown> | null = null;
  #next: Promise<ReadonlyMap<string, readonly number[]>> | null = null;

  constructor(readonly variable: string) {
    this.#entry = `${variable}=`;
  }

  /** The live processes that carry this value of the variable. */
  async marked(value: string): Promise<readonly number[]> {
    const pids = (await this.#scan()).get(value) ?? [];
    // A server that was started from within one of its own tasks.
    return pids.filter((pid) => pid !== Deno.pid);
  }

  /** The value a process carries; `null` without one, or without a process. */
  async markOf(pid: number): Promise<string | null> {
    const environ = await readEnviron(pid);
    return environ === null ? null : this.#markIn(environ);
  }

  /** Everything alive, with its parent and group. */
  everyone(): readonly ProcessStat[] {
    return listPids().map(readStat)
      .filter((stat) => stat !== null && isAlive(stat)) as ProcessStat[];
  }

  #scan(): Promise<ReadonlyMap<string, readonly number[]>> {
    this.#next ??= (this.#running ?? Promise.resolve()).then(() => {
      this.#next = null;
      const scan = this.#readAll();
      this.#running = scan.finally(() => this.#running = null);
      return scan;
    });
    return this.#next;
  }

  async #readAll(): Promise<ReadonlyMap<string, readonly number[]>> {
    const found = new Map<string, number[]>();
    const reads = listPids().map(async (pid) => {
      const environ = await this.#read(pid);
      const mark = environ === null ? null : this.#markIn(environ);
      if (mark === null) return;
      const others = found.get(mark);
      if (others === undefined) found.set(mark, [pid]);
      else others.push(pid);
    });
    const { promise: patience, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, SCAN_PATIENCE_MS);
    await Promise.race([Promise.all(reads), patience]);
    clearTimeout(timer);
    return found;
  }

  /** One read a process: a stuck one must not take a thread for every scan. */
  #read(pid: number): Promise<string | null> {
    const underWay = this.#reads.get(pid);
    if (underWay !== undefined) return underWay;
    const read = readEnviron(pid).finally(() => this.#reads.delete(pid));
    this.#reads.set(pid, read);
    return read;
  }

  #markIn(environ: string): string | null {
    const start = environ.startsWith(this.#entry)
      ? 0
      : environ.indexOf(`\0${this.#entry}`) + 1;
    if (start === 0 && !environ.startsWith(this.#entry)) return null;
    const from = start + this.#entry.length;
    const end = environ.indexOf("\0", from);
    return environ.slice(from, end === -1 ? undefined : end);
  }
}

/** A zombie's environment is empty, and so it carries no mark. */
async function readEnviron(pid: number): Promise<string | null> {
  const path = `/proc/${pid}/environ`;
  try {
    const environ = await Deno.readTextFile(path);
    if (environ !== "") return environ;
    // In the midst of an exec the new environment is not there yet.
    const stat = readStat(pid);
    const isKernels = stat?.parent === 2 || pid === 2;
    return stat === null || !isAlive(stat) || isKernels
      ? null
      : await Deno.readTextFile(path);
  } catch (error) {
    // Gone, another account's, or unreadable: in any case no task of ours.
    if (error instanceof Error) return null;
    throw error;
  }
}
