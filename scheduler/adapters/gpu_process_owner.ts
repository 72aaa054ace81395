import type { TaskId } from "../model/units.ts";

/** Longer command lines are cut: some carry whole programs. */
const LONGEST_COMMAND = 500;

/** Who runs a process; what cannot be read is `null`. */
export interface ProcessOwner {
  /** The account's name, or its number where it has none, as ps(1) shows it. */
  readonly user: string | null;
  readonly command: string | null;
  /** The task of ours that it descends from; `null` for an outsider. */
  readonly taskId: TaskId | null;
}

/** Where to look, and which tasks count as ours. */
export interface OwnerOptions {
  readonly procDir?: string;
  readonly passwdFile?: string;
  /**
   * Whether a task of that id is ours. Another server on this machine names
   * its tasks in the same variable.
   */
  readonly isOurs?: (taskId: TaskId) => boolean;
}

/**
 * Finds out whose a process is, from proc(5): the task by the variable
 * `ANT_TASK_ID` that every task and its descendants inherit, the account by
 * the effective user. The environment of another account's process is
 * closed to us, which is right: it is no task of ours.
 *
 * A pid that `nvidia-smi` reports from outside our pid namespace, as in a
 * container, finds nothing here and so counts as an outsider's.
 */
export class ProcessOwners {
  readonly #procDir: string;
  readonly #passwdFile: string;
  readonly #isOurs: (taskId: TaskId) => boolean;
  #names: ReadonlyMap<string, string> = new Map();

  constructor(options: OwnerOptions = {}) {
    this.#procDir = options.procDir ?? "/proc";
    this.#passwdFile = options.passwdFile ?? "/etc/passwd";
    this.#isOurs = options.isOurs ?? (() => true);
  }

  /** Resolves for every pid, gone or forbidden ones too; never rejects. */
  async ownerOf(pid: number): Promise<ProcessOwner> {
    const dir = `${this.#procDir}/${pid}`;
    const [status, cmdline, environ] = await Promise.all([
      textOrNull(`${dir}/status`),
      textOrNull(`${dir}/cmdline`),
      textOrNull(`${dir}/environ`),
    ]);
    const taskId = variable(environ ?? "", "ANT_TASK_ID");
    return {
      user: await this.#userOf(status ?? ""),
      command: commandOf(cmdline ?? ""),
      taskId: taskId !== null && this.#isOurs(taskId) ? taskId : null,
    };
  }

  async #userOf(status: string): Promise<string | null> {
    // "Uid:" real, effective, saved, file system.
    const uid = /^Uid:\s+\d+\s+(\d+)/m.exec(status)?.[1];
    if (uid === undefined) return null;
    if (!this.#names.has(uid)) {
      this.#names = parsePasswd(await textOrNull(this.#passwdFile) ?? "");
    }
    return this.#names.get(uid) ?? uid;
  }
}

/** Reads passwd(5) into names by user number; the first of a number counts. */
export function parsePasswd(text: string): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const line of text.split("\n")) {
    const [name, , uid] = line.split(":");
    if (name && uid && /^\d+$/.test(uid) && !names.has(uid)) {
      names.set(uid, name);
    }
  }
  return names;
}

function commandOf(cmdline: string): string | null {
  const command = cmdline.replaceAll("\0", " ").trim();
  return command === "" ? null : command.slice(0, LONGEST_COMMAND);
}

function variable(environ: string, name: string): string | null {
  const entry = environ.split("\0").find((it) => it.startsWith(`${name}=`));
  return entry ? entry.slice(name.length + 1) || null : null;
}

/** What cannot be read is unknown, whatever the reason: gone, or not ours. */
async function textOrNull(path: string): Promise<string | null> {
  try {
    return await Deno.readTextFile(path);
  } catch (error) {
    if (error instanceof Error) return null;
    throw error;
  }
}
