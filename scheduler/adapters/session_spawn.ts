import { constants } from "node:os";

/** What to start, and how; every variable is named, none is inherited. */
export interface SpawnWish {
  readonly argv: readonly [program: string, ...args: string[]];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** A process that leads a session and group of its own. */
export interface SessionLeader {
  readonly pid: number;
  /** How it ended; the signal by its name. */
  readonly status: Promise<
    { readonly code: number; readonly signal: string | null }
  >;
  /** Stops waiting for its end. */
  unref(): void;
}

// <spawn.h> and <fcntl.h> of glibc and musl on Linux.
const SETSIGDEF = 0x04;
const SETSIGMASK = 0x08;
const SETSID = 0x80;
const O_RDONLY = 0;
const O_WRONLY = 1;
const WNOHANG = 1;
/** Should a SIGCHLD be lost, which also keeps the event loop going. */
const REAP_MS = 1_000;
/** More than any C library needs for its attributes, actions or signal set. */
const STRUCT_BYTES = 1024;

const SYMBOLS = {
  posix_spawnp: {
    parameters: ["buffer", "buffer", "buffer", "buffer", "buffer", "buffer"],
    result: "i32",
    nonblocking: true,
  },
  posix_spawnattr_init: { parameters: ["buffer"], result: "i32" },
  posix_spawnattr_setflags: { parameters: ["buffer", "i16"], result: "i32" },
  posix_spawnattr_setsigdefault: {
    parameters: ["buffer", "buffer"],
    result: "i32",
  },
  posix_spawn_file_actions_init: { parameters: ["buffer"], result: "i32" },
  posix_spawn_file_actions_addopen: {
    parameters: ["buffer", "i32", "buffer", "i32", "u32"],
    result: "i32",
  },
  posix_spawn_file_actions_addchdir_np: {
    parameters: ["buffer", "buffer"],
    result: "i32",
  },
  posix_spawn_file_actions_destroy: { parameters: ["buffer"], result: "i32" },
  waitpid: { parameters: ["i32", "buffer", "i32"], result: "i32" },
} as const satisfies Deno.ForeignLibraryInterface;

type CLibrary = Deno.DynamicLibrary<typeof SYMBOLS>;

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
  #timer: ReturnType<typeof setInterval> | undefined;

  /**
   * Resolves once the program runs.
   *
   * @throws {Error} with the system's `code` where it does not, as ENOENT.
   */
  async spawn(wish: SpawnWish): Promise<SessionLeader> {
    this.#library ??= this.#open();
    const library = this.#library;
    return library === null ? forked(wish) : await this.#spawn(library, wish);
  }

  /** Lets go of all that run. */
  close(): void {
    for (const pid of this.#waiting.keys()) this.#drop(pid);
    this.#library?.close();
    this.#library = undefined;
  }

  #open(): CLibrary | null {
    for (const name of ["libc.so.6", "libc.so"]) {
      try {
        const library = Deno.dlopen(name, SYMBOLS);
        this.#setAttributes(library);
        return library;
      } catch {
        // Another C library, or one before 2.29: the next, or none.
      }
    }
    return null;
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
    { argv, cwd, env }: SpawnWish,
  ): Promise<SessionLeader> {
    const pid = new Int32Array(1);
    const args = new CStrings(argv);
    const variables = new CStrings(
      Object.entries(env).map(([name, value]) => `${name}=${value}`),
    );
    const actions = new Uint8Array(STRUCT_BYTES);
    const texts = [cString(cwd), cString("/dev/null")] as const;
    symbols.posix_spawn_file_actions_init(actions);
    symbols.posix_spawn_file_actions_addchdir_np(actions, texts[0]);
    for (const [fd, how] of [O_RDONLY, O_WRONLY, O_WRONLY].entries()) {
      symbols.posix_spawn_file_actions_addopen(actions, fd, texts[1], how, 0);
    }
    const errno = await symbols.posix_spawnp(
      pid,
      args.texts[0]!,
      actions,
      this.#attributes,
      args.pointers,
      variables.pointers,
    );
    symbols.posix_spawn_file_actions_destroy(actions);
    // Read by now; until here something must keep them from being collected.
    args.release();
    variables.release();
    if (errno !== 0) throw systemError(errno);
    return this.#leader(pid[0]!);
  }

  #leader(pid: number): SessionLeader {
    const { promise: status, resolve } = Promise.withResolvers<Ended>();
    if (this.#waiting.size === 0) {
      Deno.addSignalListener("SIGCHLD", this.#reap);
      this.#timer = setInterval(this.#reap, REAP_MS);
    }
    this.#waiting.set(pid, resolve);
    this.#reapAll(); // It may have ended before anyone listened.
    return { pid, status, unref: () => this.#drop(pid) };
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

/** Texts as C's `char *const []`, ended by NULL. */
class CStrings {
  texts: readonly Uint8Array<ArrayBuffer>[];
  readonly pointers: BigUint64Array<ArrayBuffer>;

  constructor(texts: readonly string[]) {
    this.texts = texts.map(cString);
    this.pointers = new BigUint64Array(texts.length + 1);
    for (const [place, text] of this.texts.entries()) {
      const pointer = Deno.UnsafePointer.of(text);
      this.pointers[place] = Deno.UnsafePointer.value(pointer);
    }
  }

  release(): void {
    this.texts = [];
  }
}

function cString(text: string): Uint8Array<ArrayBuffer> {
  if (text.includes("\0")) throw systemError(constants.errno.EINVAL);
  return new TextEncoder().encode(`${text}\0`);
}

function systemError(errno: number): Error {
  const code = Object.entries(constants.errno)
    .find(([, number]) => number === errno)?.[0] ?? `error ${errno}`;
  const message = `the system would not start it (${code})`;
  return Object.assign(new Error(message), { code });
}

/** Reads what waitpid(2) stored: a signal in the low 7 bits, or a code. */
function endOf(status: number): Ended {
  const number = status & 0x7f;
  if (number === 0) return { code: status >> 8 & 0xff, signal: null };
  const signal = Object.entries(constants.signals)
    .find(([, other]) => other === number)?.[0] ?? `signal ${number}`;
  return { code: 128 + number, signal };
}

function forked({ argv: [program, ...args], cwd, env }: SpawnWish) {
  const nothing = { stdin: "null", stdout: "null", stderr: "null" } as const;
  const how = { args, cwd, env, clearEnv: true, detached: true, ...nothing };
  return new Deno.Command(program, how).spawn();
}
