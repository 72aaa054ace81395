/** The server's own log: `runner.log` among its tasks' logs. */
export class RunnerLog implements Disposable {
  readonly #file: Deno.FsFile | null;
  readonly #echo: boolean;

  /** With `echo`, each line goes to standard output too. */
  constructor(path: string | null, echo: boolean) {
    const how = { create: true, append: true, mode: 0o600 } as const;
    this.#file = path === null ? null : Deno.openSync(path, how);
    this.#echo = echo;
  }

  /** Writes a line; a full disk costs the line and nothing else. */
  write(text: string, level: "INFO" | "WARNING" = "INFO"): void {
    const stamp = new Date().toISOString().replace("T", " ").slice(0, 23);
    const line = encoder.encode(`${stamp}  runner [${level}]: ${text}\n`);
    try {
      this.#file?.writeSync(line);
      if (this.#echo) Deno.stdout.writeSync(line);
    } catch {
      // There is nowhere left to say it.
    }
  }

  [Symbol.dispose](): void {
    this.#file?.close();
  }
}

const encoder = new TextEncoder();
