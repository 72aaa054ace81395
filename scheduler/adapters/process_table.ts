import { setImmediate as aTurn } from "node:timers/promises";
import {
  type Birth,
  isInOrderSince,
  lastPid,
  pidsBetween,
} from "./pid_order.ts";
import {
  isAlive,
  isOutOfReach,
  listPids,
  type ProcessStat,
  readStat,
} from "./process_stat.ts";

/** How long a round of looks waits for processes whose memory is locked. */
const SCAN_PATIENCE_MS = 1_000;

/** How often a process is looked at that stays within an exec, at 1 ms. */
const MAX_LOOKS = 1_000;

/** How many processes are looked at before others have their turn. */
const LOOKS_AT_ONCE = 50;

/** How often a scan follows up what was born during it. */
const MAX_ROUNDS = 5;

type Born = "pid" | "startTicks";

interface KnownLeader {
  readonly mark: string;
  readonly startTicks: string;
}

/** Which processes carry which value of the variable. */
type Marks = ReadonlyMap<string, readonly number[]>;

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
  /** By pid: those whose groups need no look into the environment. */
  readonly #leaders = new Map<number, KnownLeader>();
  #running: Promise<unknown> = Promise.resolve();
  #next: { scan: Promise<Marks>; since: Birth | null } | null = null;

  constructor(readonly variable: string) {
    this.#entry = `${variable}=`;
  }

  /**
   * The live processes that carry this value of the variable: all of them, or
   * those that are younger than a certain process.
   */
  async marked(
    value: string,
    since: Birth | null = null,
  ): Promise<readonly number[]> {
    const pids = (await this.#scan(since)).get(value) ?? [];
    // A server that was started from within one of its own tasks.
    return pids.filter((pid) => pid !== Deno.pid);
  }

  /**
   * Counts whatever is in the group of this process as marked with the value,
   * while that process lives: nobody else can come into its session.
   */
  know(mark: string, { pid, startTicks }: Pick<ProcessStat, Born>): void {
    this.#leaders.set(pid, { mark, startTicks });
  }

  /** Takes back `know`. */
  forget(mark: string, pid: number): void {
    if (this.#leaders.get(pid)?.mark === mark) this.#leaders.delete(pid);
  }

  /** The value a process carries; `null` without one, or without a process. */
  async markOf(pid: number): Promise<string | null> {
    const environ = await readEnviron(pid);
    return environ === null ? null : this.#markIn(environ);
  }

  /**
   * Everything alive, with its parent and group: all of it, or a certain
   * process and those that are younger.
   */
  async everyone(since: Birth | null): Promise<readonly ProcessStat[]> {
    const found = new Map<number, ProcessStat>();
    for (const pids of youngerAndYounger(since)) {
      for await (const pid of withPauses(pids)) {
        const stat = readStat(pid);
        if (stat === null || !isAlive(stat) || stat.isThread) continue;
        found.set(pid, stat);
      }
    }
    const first = since === null ? null : readStat(since.pid);
    if (first !== null && isAlive(first)) found.set(first.pid, first);
    return [...found.values()];
  }

  /** Joins the scan that has not begun yet, and widens it where need be. */
  #scan(since: Birth | null): Promise<Marks> {
    if (this.#next !== null) {
      this.#next.since = older(this.#next.since, since);
      return this.#next.scan;
    }
    const next = { since, scan: this.#running.then(() => this.#begin()) };
    this.#next = next;
    this.#running = next.scan.catch(() => {}); // Whoever asked is told.
    return next.scan;
  }

  async #begin(): Promise<Marks> {
    const since = this.#next!.since;
    this.#next = null;
    const marks = new Map<string, number[]>();
    for (const pids of youngerAndYounger(since)) {
      const reads: Promise<void>[] = [];
      for await (const pid of withPauses(pids)) {
        const read = this.#look(pid, marks);
        read.catch(() => {}); // One that fails in a pause is heard of below.
        reads.push(read);
      }
      await inPatience(Promise.all(reads));
    }
    return marks;
  }

  async #look(pid: number, marks: Map<string, number[]>): Promise<void> {
    const stat = readStat(pid);
    if (stat === null || !isAlive(stat) || stat.isThread) return;
    const mark = this.#markOfGroup(stat) ?? await this.#markNow(pid);
    if (mark === null) return;
    const others = marks.get(mark);
    if (others === undefined) marks.set(mark, [pid]);
    else others.push(pid);
  }

  #markOfGroup(stat: ProcessStat): string | null {
    const leader = this.#leaders.get(stat.group);
    if (leader === undefined) return null;
    const first = stat.pid === stat.group ? stat : readStat(stat.group);
    const isThat = first !== null && isAlive(first) &&
      first.startTicks === leader.startTicks;
    return isThat ? leader.mark : null;
  }

  async #markNow(pid: number): Promise<string | null> {
    const environ = await this.#read(pid);
    return environ === null ? null : this.#markIn(environ);
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

function older(a: Birth | null, b: Birth | null): Birth | null {
  if (a === null || b === null) return null;
  return a.atMs < b.atMs ? a : b;
}

/** Waits for looks, but not for ever. @throws what one of them throws. */
async function inPatience(looks: Promise<unknown>): Promise<void> {
  const { promise: patience, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, SCAN_PATIENCE_MS);
  await Promise.race([looks, patience]).finally(() => clearTimeout(timer));
}

/** Lets the event loop turn now and then: a look takes some 40 µs. */
async function* withPauses(pids: readonly number[]): AsyncGenerator<number> {
  for (const [place, pid] of pids.entries()) {
    if (place % LOOKS_AT_ONCE === LOOKS_AT_ONCE - 1) await aTurn();
    yield pid;
  }
}

/**
 * The processes to look at, then those that came meanwhile: one that forks
 * and ends between the listing and the look would else hide its child.
 */
function* youngerAndYounger(since: Birth | null): Generator<number[]> {
  let seen = since !== null && isInOrderSince(since) ? since.pid : null;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const last = lastPid();
    if (last !== null && last === seen) return;
    yield last === null || seen === null ? listPids() : pidsBetween(seen, last);
    if (last === null) return;
    seen = last;
  }
}

/**
 * Reads the variables of a process; `null` without one. They are empty for a
 * zombie, and for a moment in every exec, which is waited for.
 */
async function readEnviron(pid: number): Promise<string | null> {
  try {
    let isSettled = false;
    for (let look = 0; look < MAX_LOOKS; look++) {
      const environ = await Deno.readTextFile(`/proc/${pid}/environ`);
      if (environ !== "") return environ;
      const stat: ProcessStat | null = isSettled ? null : readStat(pid);
      if (stat === null || !isAlive(stat)) return null;
      isSettled = !stat.isInExec; // Then the next look is the last.
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    return null;
  } catch (error) {
    if (isOutOfReach(error)) return null;
    throw error;
  }
}
