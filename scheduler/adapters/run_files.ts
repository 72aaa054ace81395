import { createHash } from "node:crypto";
import { dirname, resolve } from "node:path";
import type { Exit, Task } from "../model/task.ts";
import type { EpochMs } from "../model/units.ts";
import { realDisk } from "./disk.ts";
import { causeOf } from "./find_program.ts";
import { readBootId } from "./process_stat.ts";
import { isOsError } from "./os_error.ts";
import { Leftovers } from "./leftovers.ts";
import { signalName } from "./signal_name.ts";
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
 * The files about attempts in one folder: `KEY.run`, written by the wrapper,
 * and `boot`, which names the boot of the last launches. A record holds who
 * claimed the attempt, a pid or `server`, and once it has ended `exit CODE`;
 * a line is whole when it ends with a newline.
 */
export class RunFiles {
  readonly #dir: string;
  readonly #leftovers = new Leftovers();
  #bootNoted: Promise<void> | null = null;
  #otherBoot: Promise<boolean> | null = null;

  constructor(dir: string) {
    this.#dir = resolve(dir);
  }

  /** Tells this folder's tasks from those of any other server. */
  get folderId(): string {
    return digest(this.#dir).slice(0, 8);
  }

  /** The record of the attempt with this key. */
  recordPath(key: string): string {
    return `${this.#dir}/${key}.run`;
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
      const path = this.recordPath(keyOf(task));
      await Deno.writeTextFile(path, `${SERVER}\n`, options);
      return true;
    } catch (error) {
      if (error instanceof Deno.errors.AlreadyExists) return false;
      throw error;
    }
  }

  /** Reads a claim; `null` when there is none. */
  async readClaim(task: Task): Promise<Claim | null> {
    const text = await textOrNull(this.recordPath(keyOf(task)));
    if (text === null) return null;
    if (text.startsWith(`${SERVER}\n`)) return { by: "server" };
    const pid = /^([1-9]\d*)\n/.exec(text)?.[1];
    return pid === undefined
      ? { by: "nobody known" }
      : { by: "wrapper", pid: Number(pid) };
  }

  /** Reads how the attempt ended; `null` without a whole record. */
  async readExit(task: Task): Promise<ExitRecord | null> {
    const path = this.recordPath(keyOf(task));
    const code = /^exit (\d+)\n$/m.exec(await textOrNull(path) ?? "")?.[1];
    if (code === undefined) return null;
    const { mtime } = await Deno.stat(path);
    return { exit: exitOf(Number(code)), atMs: mtime?.getTime() ?? Date.now() };
  }

  /** Drops, in a quiet time, the records of this attempt and those before. */
  forget(task: Task): void {
    for (let attempt = 1; attempt <= task.attempt; attempt++) {
      this.#leftovers.add(this.recordPath(keyOf({ ...task, attempt })));
    }
  }

  /**
   * Drops, in a quiet time, every record but those of these tasks: what an
   * earlier server had no time to drop. For a start, before any launch.
   */
  async sweep(active: Iterable<Task>): Promise<void> {
    const kept = new Set([...active].map((task) => `${keyOf(task)}.run`));
    try {
      for await (const { name } of Deno.readDir(this.#dir)) {
        if (!name.endsWith(".run") || kept.has(name)) continue;
        this.#leftovers.add(`${this.#dir}/${name}`);
      }
    } catch (error) {
      if (!isOsError(error)) throw error; // No folder, nothing to drop.
    }
  }

  /** Drops now what was to be forgotten. */
  close(): void {
    this.#leftovers.close();
  }
}

/**
 * What a shell's exit code says. Above 128 it tells of a signal; a program
 * that chose such a code itself says the same by convention. POSIX.1, 2.8.2.
 */
export function exitOf(code: number): Exit {
  const signal = signalName(code - 128);
  return signal === null ? { kind: "code", code } : { kind: "signal", signal };
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
