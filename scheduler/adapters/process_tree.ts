import process from "node:process";
import type { Birth } from "./pid_order.ts";
import { isLeaderAlive, type Leader } from "./process_identity.ts";
import {
  handles,
  isAlive,
  type ProcessStat,
  readBootId,
  readStat,
} from "./process_stat.ts";
import type { ProcessTable } from "./process_table.ts";

/** Rounds of SIGKILL, each a doubled wait after the last: 1.3 s in all. */
const MAX_ROUNDS = 9;
const FIRST_WAIT_MS = 5;
/**
 * All processes of one attempt: the wrapper, its group, whatever carries the
 * attempt's mark, and what descends from these.
 */
export class ProcessTree {
  readonly #table: ProcessTable;
  readonly #mark: string;
  /** `null` when unknown, or of another boot of the machine. */
  readonly #leader: Leader | null;
  /** Whether the group's id was ours for sure, so that it cannot be reused. */
  readonly #seenAlive: boolean;
  /** Found once outside the group: they may have neither mark nor parent left. */
  readonly #strays = new Map<number, ProcessStat>();

  /** When the leader was born, where that was seen; then scans are short. */
  readonly #birth: Birth | null;

  constructor(
    table: ProcessTable,
    mark: string,
    leader: Leader | null,
    birth: Birth | null = null,
  ) {
    this.#birth = birth;
    this.#table = table;
    this.#mark = mark;
    // One that was seen being born is ours, and its pid too until it is reaped.
    const isOfThisBoot = birth !== null || leader?.bootId === readBootId();
    this.#leader = isOfThisBoot ? leader : null;
    this.#seenAlive = birth !== null ||
      this.#leader !== null && isLeaderAlive(this.#leader);
  }

  /** Tells whether nothing of it lives any more. */
  async isGone(): Promise<boolean> {
    const leader = this.#leader;
    if (leader !== null && isLeaderAlive(leader)) return false;
    for (const stray of this.#strays.values()) {
      if (isSame(stray)) return false;
    }
    const marked = await this.#table.marked(this.#mark, this.#birth);
    if (marked.length > 0) return false;
    if (leader === null || !groupExists(leader.pid)) return true;
    const everyone = await this.#table.everyone(this.#birth);
    return this.#groupMembers([], everyone).length === 0;
  }

  /**
   * Sends TERM once to each process, or KILL until nothing is left. One that
   * is gone, or belongs to another account, is not an error. What a process
   * starts because of the TERM, to leave things in order, is left alone.
   */
  async signal(name: "SIGTERM" | "SIGKILL"): Promise<void> {
    if (name === "SIGTERM") return this.#send(await this.#members(), name);
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const members = await this.#members();
      if (members.length === 0) return;
      this.#send(members, name, round === 0);
      await pause(FIRST_WAIT_MS * 2 ** round);
    }
  }

  /**
   * Sends a signal to those of the processes that handle it. For all others
   * it would not be a warning but the end, signal(7).
   */
  async warn(name: Deno.Signal): Promise<void> {
    for (const one of await this.#members()) {
      if (handles(one.pid, name) && isSame(one)) send(one.pid, name);
    }
  }

  #send(due: readonly ProcessStat[], name: Deno.Signal, wholeGroup = true) {
    const group = this.#leader?.pid ?? 0;
    const isOurs = wholeGroup && this.#groupMembers(
          due.map(({ pid }) => pid),
          due,
        ).length > 0;
    if (isOurs) send(-group, name); // Negative: the whole group, kill(2).
    for (const one of due) {
      const isReached = isOurs && one.group === group;
      if (!isReached && isSame(one)) send(one.pid, name);
      // A stopped process sees TERM only once it goes on.
      if (name === "SIGTERM" && isSame(one)) send(one.pid, "SIGCONT");
    }
  }

  async #members(): Promise<readonly ProcessStat[]> {
    const marked = await this.#table.marked(this.#mark, this.#birth);
    const everyone = await this.#table.everyone(this.#birth);
    const roots = new Set([
      ...marked,
      ...this.#groupMembers(marked, everyone).map(({ pid }) => pid),
      ...[...this.#strays.values()].filter(isSame).map(({ pid }) => pid),
    ]);
    const members = withDescendants(roots, everyone);
    for (const one of members) {
      if (one.group !== this.#leader?.pid) this.#strays.set(one.pid, one);
    }
    return members;
  }

  #groupMembers(
    marked: readonly number[],
    everyone: readonly ProcessStat[],
  ): readonly ProcessStat[] {
    if (this.#leader === null) return [];
    const { pid, startTicks } = this.#leader;
    const members = everyone.filter(({ group }) => group === pid);
    const slot = readStat(pid);
    // A pid is not given away while a group goes by it, fork(2).
    const isOurs = slot === null
      ? this.#seenAlive || members.some((one) => marked.includes(one.pid))
      : slot.startTicks === startTicks;
    return isOurs ? members : [];
  }
}

function withDescendants(
  roots: ReadonlySet<number>,
  everyone: readonly ProcessStat[],
): readonly ProcessStat[] {
  const children = Map.groupBy(everyone, ({ parent }) => parent);
  const found = new Set<number>();
  const open = [...roots];
  for (let pid = open.pop(); pid !== undefined; pid = open.pop()) {
    if (found.has(pid) || pid === Deno.pid) continue;
    found.add(pid);
    for (const child of children.get(pid) ?? []) open.push(child.pid);
  }
  return everyone.filter(({ pid }) => found.has(pid));
}

/** Looks again: between finding and signalling, a pid may change hands. */
function isSame({ pid, startTicks }: ProcessStat): boolean {
  const now = readStat(pid);
  return now !== null && isAlive(now) && now.startTicks === startTicks;
}

/** A group of zombies exists too. */
function groupExists(group: number): boolean {
  try {
    return process.kill(-group, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}

function send(pid: number, name: Deno.Signal) {
  try {
    process.kill(pid, name);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "ESRCH" && code !== "EPERM") throw error;
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
