import { systemTimers, type Timers } from "./timers.ts";

/** How long the end waits for a program that hangs in the driver. */
const FAREWELL_MS = 1_500;
/** How long its last words may take, where a grandchild holds the pipe open. */
const LAST_WORDS_MS = 500;
/** A line longer than this is no table row; the rest of it is dropped. */
const LONGEST_LINE = 8_192;

/** Where the lines of a program go. */
export interface LineSink {
  out(line: string): void;
  err(line: string): void;
}

/**
 * A child program whose output is read line by line.
 *
 * It is ended by SIGKILL alone: a program that only asks questions has
 * nothing to tidy up, and a hung one hears nothing else. It goes with this
 * process, too: at an orderly exit it is killed, and after a SIGKILL of this
 * process its next line meets a closed pipe, and SIGPIPE ends it.
 */
export class ProgramLines {
  /** Resolves with the exit code once the program is gone; never rejects. */
  readonly ended: Promise<number>;
  readonly #child: Deno.ChildProcess;
  readonly #onUnload = () => this.kill();

  /** @throws what `Deno.Command` throws when the program cannot be run. */
  constructor(program: string, args: readonly string[], sink: LineSink) {
    this.#child = new Deno.Command(program, {
      args: [...args],
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    globalThis.addEventListener("unload", this.#onUnload);
    const out = new LineReader(this.#child.stdout, (line) => sink.out(line));
    const err = new LineReader(this.#child.stderr, (line) => sink.err(line));
    this.ended = this.#follow(out, err);
  }

  /** Asks the kernel to end it; a call that hangs in the driver goes first. */
  kill() {
    try {
      this.#child.kill("SIGKILL");
    } catch (error) {
      // Deno says TypeError or NotFound for a child that is gone already.
      const gone = error instanceof TypeError ||
        error instanceof Deno.errors.NotFound;
      if (!gone) throw error;
    }
  }

  /**
   * Kills it and resolves, with `true`, once it is gone. One that hangs in
   * the driver is let go after a while, and `ended` may follow one day.
   */
  async end(timers: Timers = systemTimers): Promise<boolean> {
    this.kill();
    const late = Promise.withResolvers<boolean>();
    const cancel = timers.after(FAREWELL_MS, () => late.resolve(false));
    const gone = this.ended.then(() => true);
    const isGone = await Promise.race([gone, late.promise]);
    cancel();
    if (!isGone) this.#child.unref();
    return isGone;
  }

  async #follow(out: LineReader, err: LineReader): Promise<number> {
    const { code } = await this.#child.status;
    globalThis.removeEventListener("unload", this.#onUnload);
    // What it wrote last is still in the pipes. A grandchild may hold them
    // open for ever, so the end of the pipes is not waited for.
    await Promise.all([out.drain(), err.drain()]);
    return code;
  }
}

/** Reads a pipe to its end, or until `drain` finds it empty. */
class LineReader {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  readonly #decoder = new TextDecoder();
  readonly #onLine: (line: string) => void;
  readonly #done: Promise<void>;
  #partial = "";

  constructor(
    stream: ReadableStream<Uint8Array>,
    onLine: (line: string) => void,
  ) {
    this.#reader = stream.getReader();
    this.#onLine = onLine;
    this.#done = this.#read();
  }

  async drain(): Promise<void> {
    const { promise: patience, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, LAST_WORDS_MS);
    await Promise.race([this.#done, patience]);
    clearTimeout(timer);
    await this.#reader.cancel();
    await this.#done;
    if (this.#partial !== "") this.#onLine(this.#partial);
    this.#partial = "";
  }

  async #read(): Promise<void> {
    while (true) {
      const { done, value } = await this.#reader.read();
      if (done) return;
      this.#take(this.#decoder.decode(value, { stream: true }));
    }
  }

  #take(text: string) {
    const lines = (this.#partial + text).split("\n");
    this.#partial = lines.pop()!.slice(0, LONGEST_LINE);
    for (const line of lines) this.#onLine(line.replace(/\r$/, ""));
  }
}
