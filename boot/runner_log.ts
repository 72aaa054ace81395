/** How grave a line is, by Python's numbers, which `LOGGER_level` uses. */
const SEVERITY = { info: 20, warning: 30, critical: 50 } as const;

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
}

/** The server's own log: `runner.log` among its tasks' logs. */
export class RunnerLog implements Disposable {
  readonly #file: Deno.FsFile | null;
  readonly #options: RunnerLogOptions;

  constructor(options: RunnerLogOptions) {
    const { path } = options;
    const how = { create: true, append: true, mode: 0o600 } as const;
    this.#file = path === null ? null : Deno.openSync(path, how);
    this.#options = options;
  }

  /** Writes a line; a full disk costs the line and nothing else. */
  write(text: string, level: Level): void {
    if (SEVERITY[level] < this.#options.leastSeverity) return;
    const stamp = new Date().toISOString().replace("T", " ").slice(0, 23);
    const name = level.toUpperCase();
    const line = encoder.encode(`${stamp}  runner [${name}]: ${text}\n`);
    try {
      this.#file?.writeSync(line);
      if (this.#options.echo) Deno.stdout.writeSync(line);
    } catch {
      // There is nowhere left to say it.
    }
  }

  [Symbol.dispose](): void {
    this.#file?.close();
  }
}

const encoder = new TextEncoder();
