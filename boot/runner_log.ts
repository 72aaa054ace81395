/** How grave a line is, by Python's numbers, which `LOGGER_level` uses. */
const SEVERITY = { info: 20, warning: 30, critical: 50 } as const;
/** From what size on a file makes room for a new one, and how many are kept. */
const MAX_BYTES = 10 * 1024 * 1024;
const KEPT = 3;
/** How long a line waits for others, for each write takes time. */
const GATHER_MS = 20;

/** How grave a line is. */
export type Level = keyof typeof SEVERITY;

/** Where the server's own log goes, and how much of it. */
export interface RunnerLogOptions {
  /** `null` for no file. */
  readonly path: string | null;
  /** Whether each line goes to standard output, too. */
  readonly echo: boolean;
  /** The least severity that is written; 0 for everything. */
  readonly leastSeverity: number;
  readonly maxBytes?: number;
}

/**
 * The server's own log: `runner.log` among its tasks' logs. One that has
 * grown too large becomes `runner.log.1`, what was that becomes `.2`. Lines
 * are written a few milliseconds later, together; critical ones at once.
 */
export class RunnerLog implements Disposable {
  /** The least severity that is written; 0 for everything. */
  leastSeverity: number;
  readonly #options: RunnerLogOptions;
  #file: Deno.FsFile | null;
  #bytes = 0;
  #gathered = "";
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #onUnload = () => this.#flush();

  constructor(options: RunnerLogOptions) {
    this.#options = options;
    this.leastSeverity = options.leastSeverity;
    this.#file = this.#open();
    globalThis.addEventListener("unload", this.#onUnload);
  }

  /** Writes a line; a full disk costs the line and nothing else. */
  write(text: string, level: Level): void {
    if (SEVERITY[level] < this.leastSeverity) return;
    const stamp = new Date().toISOString().replace("T", " ").slice(0, 23);
    const name = level.toUpperCase();
    this.#gathered += `${stamp}  runner [${name}]: ${text}\n`;
    if (level === "critical") return this.#flush();
    this.#timer ??= setTimeout(() => this.#flush(), GATHER_MS);
  }

  /** Goes on in a new file, where another program has moved the old one. */
  reopen(): void {
    this.#flush();
    this.#openAnew();
  }

  [Symbol.dispose](): void {
    this.#flush();
    globalThis.removeEventListener("unload", this.#onUnload);
    this.#file?.close();
  }

  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const lines = encoder.encode(this.#gathered);
    this.#gathered = "";
    if (lines.length === 0) return;
    try {
      if (this.#options.echo) writeAll(Deno.stdout, lines);
    } catch {
      // Nobody reads it any more.
    }
    try {
      this.#makeRoom(lines.length);
      this.#file ??= this.#open(); // The disk may have room again.
      writeAll(this.#file, lines);
      this.#bytes += lines.length;
    } catch {
      // There is nowhere left to say it.
    }
  }

  #openAnew(): void {
    this.#file?.close();
    this.#file = null; // Should opening fail.
    this.#file = this.#open();
  }

  #open(): Deno.FsFile | null {
    const { path } = this.#options;
    if (path === null) return null;
    const how = { create: true, append: true, mode: 0o600 } as const;
    const file = Deno.openSync(path, how);
    this.#bytes = file.statSync().size;
    return file;
  }

  #makeRoom(bytes: number): void {
    const { path, maxBytes = MAX_BYTES } = this.#options;
    const isFull = this.#bytes > 0 && this.#bytes + bytes > maxBytes;
    if (path === null || !isFull) return;
    for (let age = KEPT; age > 0; age--) {
      moveAway(age === 1 ? path : `${path}.${age - 1}`, `${path}.${age}`);
    }
    this.#bytes = 0; // It is away, whether or not a new one can be made.
    this.#openAnew();
  }
}

function moveAway(from: string, to: string): void {
  try {
    Deno.renameSync(from, to);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}

/** A pipe may take a part of many lines. */
function writeAll(
  file: { writeSync(bytes: Uint8Array): number } | null,
  bytes: Uint8Array,
): void {
  for (let done = 0; file !== null && done < bytes.length;) {
    done += file.writeSync(bytes.subarray(done));
  }
}

const encoder = new TextEncoder();
