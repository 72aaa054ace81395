import type { LaunchWatch } from "../ports.ts";
import { isOsError } from "./os_error.ts";
import { Patience } from "./patience.ts";
import { systemTimers, type Timers } from "./timers.ts";

/** A folder that answers at all does so within milliseconds. */
const PATIENCE_MS = 2_000;

/** Where each mount is listed, proc_pid_mountinfo(5). */
const MOUNTS_FILE = "/proc/self/mountinfo";

/** What a wait for folders leans on. */
export interface SlowVolumesOptions {
  readonly timers?: Timers;
  readonly mountsFile?: string;
}

/** A folder that some work needs. */
export interface NeededFolder {
  readonly path: string;
  /** What the task has there, to follow the folder's name. */
  readonly what: string;
  /** Whether it has answered of late: then it is not this one that hangs. */
  readonly hasAnswered: () => boolean;
}

/** What is done in folders: first looks, which may hang, then the deed. */
export interface FolderWork<Seen, Done> {
  readonly look: () => Promise<Seen>;
  /** Not begun once the watch's signal has come. */
  readonly act: (seen: Seen) => Promise<Done>;
}

/**
 * Keeps one dead volume from holding up all the others: a system call on a
 * file server that is gone does not return, and each of them takes one of the
 * few threads that all calls share. Where one call hangs, those behind it on
 * the same volume wait in line, without a call of their own.
 */
export class SlowVolumes {
  readonly #patience: Patience;
  readonly #mountsFile: string;
  /** For each volume that does not answer, the last of its line. */
  readonly #lines = new Map<string, Promise<unknown>>();

  constructor(options: SlowVolumesOptions = {}) {
    const timers = options.timers ?? systemTimers;
    this.#patience = new Patience(PATIENCE_MS, timers);
    this.#mountsFile = options.mountsFile ?? MOUNTS_FILE;
  }

  /**
   * Does something that needs some folders to answer.
   *
   * @throws {Error} at once, where the signal comes before the deed.
   */
  async enter<Seen, Done>(
    folders: readonly [NeededFolder, ...NeededFolder[]],
    { signal, onHang }: LaunchWatch,
    { look, act }: FolderWork<Seen, Done>,
  ): Promise<Done> {
    const givenUp = Promise.withResolvers<never>();
    let hasBegun = false;
    const stopped = new Error("it was stopped before it began");
    const giveUp = () => hasBegun || givenUp.reject(stopped);
    const work = async () => {
      if (signal.aborted) throw stopped;
      const seen = await look();
      if (signal.aborted) throw stopped;
      hasBegun = true;
      return await act(seen);
    };
    signal.addEventListener("abort", giveUp, { once: true });
    const onSlow = (volume: string, { what }: NeededFolder) =>
      onHang(`"${volume}", ${what}, does not answer`);
    const done = this.#inTurn(folders, onSlow, work);
    return await Promise.race([done, givenUp.promise])
      .finally(() => signal.removeEventListener("abort", giveUp));
  }

  /** Tells whether a folder is known not to answer. */
  hangs(path: string): boolean {
    return this.#volumeThatHangs(path) !== null;
  }

  async #inTurn<T>(
    folders: readonly NeededFolder[],
    onSlow: (volume: string, folder: NeededFolder) => void,
    work: () => Promise<T>,
  ): Promise<T> {
    const [first] = folders;
    if (first === undefined) return await work();
    for (const folder of folders) {
      const volume = this.#volumeThatHangs(folder.path);
      if (volume === null) continue;
      onSlow(volume, folder);
      const others = folders.filter(({ path }) => !isWithin(path, volume));
      // One after the other, so that a volume that is back is not flooded.
      const mine = this.#lines.get(volume)!
        .then(() => this.#inTurn(others, onSlow, work));
      this.#append(volume, mine);
      return await mine;
    }
    let isDone = false;
    const done = work().finally(() => isDone = true);
    const cancel = this.#patience.after(async () => {
      const folder = folders.find((one) => !one.hasAnswered()) ?? first;
      const slow = await volumeOf(folder.path, this.#mountsFile);
      if (isDone) return;
      this.#append(slow, done);
      onSlow(slow, folder);
    });
    return await done.finally(cancel);
  }

  #volumeThatHangs(folder: string): string | null {
    if (this.#lines.size === 0) return null;
    const volumes = [...this.#lines.keys()];
    return volumes.find((volume) => isWithin(folder, volume)) ?? null;
  }

  /** The line ends with who stands last in it, however that one ends. */
  #append(volume: string, one: Promise<unknown>): void {
    const before = this.#lines.get(volume);
    const last = Promise.allSettled([before, one]).then(() => {
      if (this.#lines.get(volume) === last) this.#lines.delete(volume);
    });
    this.#lines.set(volume, last);
  }
}

/**
 * Where the file system begins that a folder is on. Never asks the folder
 * itself. On the root's file system a folder stands for itself alone: most
 * of what is there answers.
 */
async function volumeOf(folder: string, mountsFile: string): Promise<string> {
  const mounts = (await textOf(mountsFile)).split("\n")
    .map((line) => unescaped(line.split(" ")[4] ?? "/"))
    .filter((mount) => mount !== "/" && isWithin(folder, mount));
  return mounts.reduce((a, b) => a.length > b.length ? a : b, "") || folder;
}

/** Blanks stand as `\040` there. */
function unescaped(text: string): string {
  return text.replace(
    /\\([0-7]{3})/g,
    (_, digits) => String.fromCharCode(parseInt(digits, 8)),
  );
}

function isWithin(folder: string, volume: string): boolean {
  return folder === volume || folder.startsWith(`${volume}/`);
}

async function textOf(path: string): Promise<string> {
  try {
    return await Deno.readTextFile(path);
  } catch (error) {
    if (!isOsError(error)) throw error;
    return "";
  }
}
