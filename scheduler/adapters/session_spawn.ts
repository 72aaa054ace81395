import {
  type CLibrary,
  cString,
  CStrings,
  openCLibrary,
  systemError,
} from "./c_library.ts";
import { Orphans } from "./orphans.ts";
import { signalName } from "./signal_name.ts";

/** What to start, and how; every variable is named, none is inherited. */
export interface SpawnWish {
  readonly argv: readonly [program: string, ...args: string[]];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** The file that gets its output, made for its owner where it is missing. */
  readonly output?: string;
}

/** A process that leads a session and group of its own. */
export interface SessionLeader {
  readonly pid: number;
  /** How it ended; the signal by its name. */
  readonly status: Promise<
    { readonly code: number; readonly signal: string | null }
  >;
  /** Whether its end is known: then its pid may be another's by now. */
  hasEnded(): boolean;
  /** Stops waiting for its end. */
  unref(): void;
}

// <spawn.h> and <fcntl.h> of glibc and musl on Linux.
const SETSIGDEF = 0x04;
const SETSIGMASK = 0x08;
const SETSID = 0x80;
const O_RDONLY = 0;
const O_WRONLY = 1;
const O_CREAT = 0o100;
const O_APPEND = 0o2000;
const WNOHANG = 1;
const TO_FILE = O_WRONLY | O_CREAT | O_APPEND;
/** Should a SIGCHLD be lost, which also keeps the event loop going. */
const REAP_MS = 1_000;
/** More than any C library needs for its attributes, actions or signal set. */
const STRUCT_BYTES = 1024;

const NOWHERE = cString(["/dev/null"]);

interface Ended {
  readonly code: number;
  readonly signal: string | null;
}

/**
 * Starts processes as leaders of sessions of their own, by posix_spawn(3) on
 * another thread. `Deno.Command` with `detached` forks: that copies the page
 * tables of the whole server, and the event loop stands still for it, 1 to 5
 * ms a task. Where the C library cannot do it, `Deno.Command` does.
 */
export class SessionSpawner {
  readonly #waiting = new Map<number, (ended: Ended) => void>();
  readonly #reap = () => this.#reapAll();
  readonly #status = new Int32Array(1);
  readonly #attributes = new Uint8Array(STRUCT_BYTES);
  #library: CLibrary | null | undefined;
  #orphans: Orphans | null = null;
  /** How many are on their way whose pids are not known yet. */
  #spawning = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  /**
   * Resolves once the program runs.
   *
   * @throws {Error} with the system's `code` where it does not, as ENOENT.
   */
  async spawn(wish: SpawnWish): Promise<SessionLeader> {
    this.#library ??= this.#open();
    const library = this.#library;
    return await (library === null ? forked(wish) : this.#spawn(library, wish));
  }

  /** Whether surely nothing lives that an ended leader left behind. */
  leftNothing(): boolean {
    return this.#orphans?.areNone() ?? false;
  }

  /** Lets go of all that run. */
  close(): void {
    for (const pid of this.#waiting.keys()) this.#drop(pid);
    this.#library?.close();
    this.#library = undefined;
    this.#orphans = null;
  }

  #open(): CLibrary | null {
    const library = openCLibrary();
    if (library === null) return null;
    this.#setAttributes(library);
    this.#orphans = new Orphans(library, {
      isLeader: (pid) => this.#waiting.has(pid),
      isSpawning: () => this.#spawning > 0,
    });
    return library;
  }

  /** Own session; no signal blocked or ignored, whatever we do ourselves. */
  #setAttributes({ symbols }: CLibrary): void {
    const everySignal = new Uint8Array(STRUCT_BYTES).fill(0xff);
    const flags = SETSID | SETSIGDEF | SETSIGMASK;
    symbols.posix_spawnattr_init(this.#attributes);
    symbols.posix_spawnattr_setsigdefault(this.#attributes, everySignal);
    symbols.posix_spawnattr_setflags(this.#attributes, flags);
  }

  async #spawn(
    { symbols }: CLibrary,
    { argv, cwd, env, output }: SpawnWish,
  ): Promise<SessionLeader> {
    const pid = new Int32Array(1);
    const args = new CStrings(argv);
    const variables = new CStrings(
      Object.entries(env).map(([name, value]) => `${name}=${value}`),
    );
    const actions = new Uint8Array(STRUCT_BYTES);
    const folder = cString([cwd]);
    const sink = output === undefined ? NOWHERE : cString([output]);
    const how = output === undefined ? O_WRONLY : TO_FILE;
    const open = symbols.posix_spawn_file_actions_addopen;
    symbols.posix_spawn_file_actions_init(actions);
    symbols.posix_spawn_file_actions_addchdir_np(actions, folder);
    open(actions, 0, NOWHERE, O_RDONLY, 0);
    for (const fd of [1, 2]) open(actions, fd, sink, how, 0o600);
    this.#spawning++;
    const errno = await symbols.posix_spawnp(
      pid,
      args.bytes,
      actions,
      this.#attributes,
      args.pointers,
      variables.pointers,
    );
    this.#spawning--;
    symbols.posix_spawn_file_actions_destroy(actions);
    // Read by now; until here something must keep them from being collected.
    args.hold();
    variables.hold();
    if (errno !== 0) throw systemError(errno);
    return this.#leader(pid[0]!);
  }

  #leader(pid: number): SessionLeader {
    const { promise: status, resolve } = Promise.withResolvers<Ended>();
    if (this.#waiting.size === 0) {
      Deno.addSignalListener("SIGCHLD", this.#reap);
      this.#timer = setInterval(this.#reap, REAP_MS);
    }
    let hasEnded = false;
    this.#waiting.set(pid, (ended) => {
      hasEnded = true;
      resolve(ended);
    });
    this.#reapAll(); // It may have ended before anyone listened.
    return {
      pid,
      status,
      hasEnded: () => hasEnded,
      unref: () => this.#drop(pid),
    };
  }

  #reapAll(): void {
    const symbols = this.#library?.symbols;
    for (const [pid, resolve] of this.#waiting) {
      if (symbols?.waitpid(pid, this.#status, WNOHANG) !== pid) continue;
      this.#drop(pid);
      resolve(endOf(this.#status[0]!));
    }
  }

  #drop(pid: number): void {
    if (!this.#waiting.delete(pid) || this.#waiting.size > 0) return;
    Deno.removeSignalListener("SIGCHLD", this.#reap);
    clearInterval(this.#timer);
  }
}

/** Reads what waitpid(2) stored: a signal in the low 7 bits, or a code. */
function endOf(status: number): Ended {
  const number = status & 0x7f;
  if (number === 0) return { code: status >> 8 & 0xff, signal: null };
  const signal = signalName(number) ?? `signal ${number}`;
  return { code: 128 + number, signal };
}

/** The program itself is to open its output, which is there by then. */
async function forked(
  { argv: [program, ...args], cwd, env, output }: SpawnWish,
): Promise<SessionLeader> {
  if (output !== undefined) {
    (await Deno.open(output, { append: true, create: true, mode: 0o600 }))
      .close();
  }
  const nothing = { stdin: "null", stdout: "null", stderr: "null" } as const;
  const how = { args, cwd, env, clearEnv: true, detached: true, ...nothing };
  const child = new Deno.Command(program, how).spawn();
  let hasEnded = false;
  return {
    pid: child.pid,
    status: child.status.finally(() => hasEnded = true),
    hasEnded: () => hasEnded,
    unref: () => child.unref(),
  };
}
