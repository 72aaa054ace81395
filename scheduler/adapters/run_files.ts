import { createHash } from "node:crypto";
import { constants } from "node:os";
import { dirname, resolve } from "node:path";
import type { Exit, Task } from "../model/task.ts";
import type { EpochMs } from "../model/units.ts";
import { realDisk } from "./disk.ts";
import { causeOf } from "./find_program.ts";
import { readBootId } from "./process_stat.ts";
import { replaceFile } from "./snapshot_file.ts";

/** Stands in a claim where a pid stands otherwise. */
const SERVER = "server";

/** Who claimed an attempt: its wrapper, or a server that looked before it. */
export type Claim =
  | { readonly by: "wrapper"; readonly pid: number }
  | { readonly by: "server" }
  | { readonly by: "nobody known" };

/** How an attempt ended, and when the record of it was written. */
export interface ExitRecord {
  readonly exit: Exit;
  readonly atMs: EpochMs;
}

/**
 * The files about attempts in one folder: `KEY.claim` and `KEY.exit`, written
 * by the wrapper, and `boot`, which names the boot of the last launches.
 */
export class RunFiles {
  readonly #dir: string;
  #bootNoted: Promise<void> | null = null;
  #otherBoot: Promise<boolean> | null = null;

  constructor(dir: string) {
    this.#dir = resolve(dir);
  }

  /** Tells this folder's tasks from those of any other server. */
  get folderId(): string {
    return digest(this.#dir).slice(0, 8);
  }

  /** The files about the attempt with this key. */
  pathsOf(key: string): { readonly claim: string; readonly exit: string } {
    return {
      claim: `${this.#dir}/${key}.claim`,
      exit: `${this.#dir}/${key}.exit`,
    };
  }

  claimPath(task: Task): string {
    return this.pathsOf(keyOf(task)).claim;
  }

  exitPath(task: Task): string {
    return this.pathsOf(keyOf(task)).exit;
  }

  /**
   * Makes the folder ready for a launch, or says why it cannot. Before the
   * first one it notes which boot of the machine this is.
   */
  async prepare(): Promise<string | null> {
    try {
      await Deno.mkdir(this.#dir, { recursive: true, mode: 0o700 });
      this.#bootNoted ??= this.#noteBoot();
      await this.#bootNoted;
      return null;
    } catch (error) {
      this.#bootNoted = null;
      return `folder "${this.#dir}" ${causeOf(error)}`;
    }
  }

  /** Never half a note: a start that finds one would give up every task. */
  async #noteBoot(): Promise<void> {
    await this.isOtherBoot(); // As long as the earlier note can be read.
    await replaceFile(realDisk, `${this.#dir}/boot`, [`${readBootId()}\n`]);
    await realDisk.syncDir(dirname(this.#dir));
  }

  /**
   * Whether the machine has been started anew since the launches of earlier
   * servers; this one's own change nothing about that.
   */
  isOtherBoot(): Promise<boolean> {
    return this.#otherBoot ??= this.#readBoot();
  }

  async #readBoot(): Promise<boolean> {
    const found = await textOrNull(`${this.#dir}/boot`).catch((error) => {
      this.#otherBoot = null; // To be asked again.
      throw error;
    });
    return found !== null && found.trim() !== readBootId();
  }

  /** Claims the attempt for the server; `false` when somebody was faster. */
  async claimForServer(task: Task): Promise<boolean> {
    await Deno.mkdir(this.#dir, { recursive: true, mode: 0o700 });
    try {
      const options = { createNew: true, mode: 0o600 };
      await Deno.writeTextFile(this.claimPath(task), `${SERVER}\n`, options);
      return true;
    } catch (error) {
      if (error instanceof Deno.errors.AlreadyExists) return false;
      throw error;
    }
  }

  /** Reads a claim; `null` when there is none. */
  async readClaim(task: Task): Promise<Claim | null> {
    const text = await textOrNull(this.claimPath(task));
    if (text === null) return null;
    if (text === `${SERVER}\n`) return { by: "server" };
    const pid = /^([1-9]\d*)\n$/.exec(text)?.[1];
    return pid === undefined
      ? { by: "nobody known" }
      : { by: "wrapper", pid: Number(pid) };
  }

  /** Reads how the attempt ended; `null` without a whole record. */
  async readExit(task: Task): Promise<ExitRecord | null> {
    const path = this.exitPath(task);
    const code = /^(\d+)\n$/.exec(await textOrNull(path) ?? "")?.[1];
    if (code === undefined) return null;
    const { mtime } = await Deno.stat(path);
    return { exit: exitOf(Number(code)), atMs: mtime?.getTime() ?? Date.now() };
  }

  /** Drops what is on file about this attempt and those before it. */
  async forget(task: Task): Promise<void> {
    const paths: string[] = [];
    for (let attempt = 1; attempt <= task.attempt; attempt++) {
      const earlier = { ...task, attempt };
      paths.push(...Object.values(this.pathsOf(keyOf(earlier))));
    }
    await Promise.all(paths.map(removeIfThere));
  }
}

/**
 * What a shell's exit code says. Above 128 it tells of a signal; a program
 * that chose such a code itself says the same by convention. POSIX.1, 2.8.2.
 */
export function exitOf(code: number): Exit {
  const signal = Object.entries(constants.signals)
    .find(([, number]) => number === code - 128)?.[0];
  return signal === undefined
    ? { kind: "code", code }
    : { kind: "signal", signal };
}

/** Names the attempt. An id alone may come back after its removal. */
export function keyOf({ id, submittedAtMs, attempt }: Task): string {
  return digest(`${submittedAtMs} ${attempt} ${id}`).slice(0, 32);
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

async function textOrNull(path: string): Promise<string | null> {
  try {
    return await Deno.readTextFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}

async function removeIfThere(path: string): Promise<void> {
  try {
    await Deno.remove(path);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
