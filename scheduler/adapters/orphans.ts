import type { CLibrary } from "./c_library.ts";
import { childrenOf, isAlive, readStat } from "./process_stat.ts";

/** PR_SET_CHILD_SUBREAPER of <linux/prctl.h>. */
const SET_CHILD_SUBREAPER = 36;
/** WNOHANG of <sys/wait.h>. */
const WNOHANG = 1;
/** One that dies while we look hands its own children to us. */
const MAX_LOOKS = 4;

/** The children that somebody else waits for. */
export interface Leaders {
  isLeader(pid: number): boolean;
  /** Whether one is on its way whose pid is not known yet. */
  isSpawning(): boolean;
}

/**
 * The processes that tasks left behind. This process adopts every descendant
 * that lost its parent, prctl(2); so where it has no child but the tasks'
 * leaders, nothing is left of a task whose leader has ended, and nobody need
 * look through all processes for it.
 */
export class Orphans {
  readonly #library: CLibrary;
  readonly #leaders: Leaders;
  readonly #session = readStat(Deno.pid)?.session;
  readonly #status = new Int32Array(1);
  readonly #isAdopter: boolean;

  constructor(library: CLibrary, leaders: Leaders) {
    const { prctl } = library.symbols;
    this.#library = library;
    this.#leaders = leaders;
    this.#isAdopter = prctl(SET_CHILD_SUBREAPER, 1n, 0n, 0n, 0n) === 0;
  }

  /** Whether surely none of them lives; reaps those that are dead. */
  areNone(): boolean {
    if (!this.#isAdopter) return false;
    for (let look = 0; look < MAX_LOOKS; look++) {
      const found = this.#look();
      if (found !== "dead") return found === "none";
    }
    return false;
  }

  #look(): "none" | "dead" | "alive" | "unknown" {
    // Orphans come to the main thread, whatever thread made their ancestor:
    // `find_new_reaper` in Linux, kernel/exit.c.
    const children = childrenOf(Deno.pid);
    if (children === null) return "unknown";
    let found: "none" | "dead" | "alive" = "none";
    for (const pid of children) {
      if (this.#leaders.isLeader(pid)) continue;
      const stat = readStat(pid);
      // What the server runs for itself stays in its own session.
      if (stat === null || stat.session === this.#session) continue;
      // A dead one may be a leader whose pid we have not heard yet.
      if (isAlive(stat) || this.#leaders.isSpawning()) {
        found = "alive"; // Those behind it are reaped all the same.
        continue;
      }
      this.#library.symbols.waitpid(pid, this.#status, WNOHANG);
      if (found === "none") found = "dead";
    }
    return found;
  }
}
