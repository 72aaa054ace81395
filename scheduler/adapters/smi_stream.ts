import { queryArgs } from "./ask_smi.ts";
import { explainExit, explainSilence, explainSpawn } from "./explain_smi.ts";
import { GpuRounds } from "./gpu_round.ts";
import { GPU_FIELDS, type GpuRow, parseGpuRow } from "./parse_smi.ts";
import { ProgramLines } from "./program_lines.ts";
import type { Timers } from "./timers.ts";

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;
/** Waking GPUs that nobody keeps awake takes a second each. */
const FIRST_ROUND_PATIENCE = 3;
/** How long an unfinished first round may pause, in milliseconds. */
const FIRST_GAP_MS = 300;
/** The same for later rounds, at least. */
const LATER_GAP_MS = 900;
/** As many lines that are no rows as are kept for explanations. */
const MOST_SAID = 8;

/** Who listens to the stream. */
export interface SmiStreamEvents {
  /** A round of rows, and the latest lines that were no rows. */
  round(rows: readonly GpuRow[], said: readonly string[]): void;
  /** Nothing can be read now, and why. The stream goes on trying. */
  down(problem: string): void;
}

/** How the program is run. */
export interface SmiStreamOptions {
  readonly program: string;
  readonly intervalMs: number;
  /** After that long without a round the program counts as hung. */
  readonly patienceMs: number;
  readonly timers: Timers;
}

/**
 * One long-lived `nvidia-smi -lms`, replaced when it ends, hangs or talks
 * nonsense: after 1 s, then twice as long each time, up to 30 s. A program
 * stuck in the driver cannot be killed, and is never joined by a second.
 */
export class SmiStream {
  readonly #options: SmiStreamOptions;
  readonly #events: SmiStreamEvents;
  #life: Life | null = null;
  #pauseMs = FIRST_PAUSE_MS;
  #cancelPause = () => {};
  #closed = false;

  constructor(options: SmiStreamOptions, events: SmiStreamEvents) {
    this.#options = options;
    this.#events = events;
  }

  /** Starts the program, now or, if it fails, again and again. */
  open(): void {
    if (this.#closed) return;
    const { program } = this.#options;
    try {
      this.#life = new Life(this.#options, (rows, said) => {
        if (this.#closed) return;
        this.#pauseMs = FIRST_PAUSE_MS;
        this.#events.round(rows, said);
      }, (problem) => this.#closed || this.#events.down(problem));
    } catch (error) {
      this.#events.down(explainSpawn(program, error));
      this.#pause();
      return;
    }
    this.#life.ended.then(() => this.#pause());
  }

  /** Resolves once the program is gone, or hangs beyond all killing. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#cancelPause();
    await this.#life?.close();
  }

  #pause() {
    this.#life = null;
    if (this.#closed) return;
    const { timers } = this.#options;
    this.#cancelPause = timers.after(this.#pauseMs, () => this.open());
    this.#pauseMs = Math.min(this.#pauseMs * 2, LONGEST_PAUSE_MS);
  }
}

/** One run of the program, from its start to its end. */
class Life {
  /** Resolves once the program is gone and the reason has been told. */
  readonly ended: Promise<void>;
  readonly #options: SmiStreamOptions;
  readonly #onRound: SmiStreamEvents["round"];
  readonly #onDown: SmiStreamEvents["down"];
  readonly #run: ProgramLines;
  readonly #rounds = new GpuRounds();
  readonly #said: string[] = [];
  #told = false;
  #hadRound = false;
  #cancelGap = () => {};
  #cancelPatience = () => {};

  constructor(
    options: SmiStreamOptions,
    onRound: SmiStreamEvents["round"],
    onDown: SmiStreamEvents["down"],
  ) {
    this.#options = options;
    this.#onRound = onRound;
    this.#onDown = onDown;
    const args = [
      ...queryArgs("gpu", GPU_FIELDS),
      "-lms",
      String(options.intervalMs),
    ];
    this.#run = new ProgramLines(options.program, args, {
      out: (line) => this.#take(line),
      err: (line) => this.#hear(line),
    });
    this.#watch(options.patienceMs * FIRST_ROUND_PATIENCE);
    this.ended = this.#run.ended.then((code) => this.#end(code));
  }

  async close(): Promise<void> {
    this.#told = true;
    await this.#run.end(this.#options.timers);
    this.#stopTimers();
  }

  #take(line: string) {
    const row = parseGpuRow(line);
    if (row === null) return this.#hear(line);
    const rows = this.#rounds.push(row);
    if (rows !== null) this.#give(rows);
    this.#cancelGap();
    if (!this.#rounds.isOpen) return;
    const gapMs = this.#hadRound
      ? Math.max(this.#options.intervalMs, LATER_GAP_MS)
      : FIRST_GAP_MS;
    this.#cancelGap = this.#options.timers.after(gapMs, () => {
      const rows = this.#rounds.flush();
      if (rows !== null) this.#give(rows);
    });
  }

  #give(rows: readonly GpuRow[]) {
    if (this.#told) return;
    this.#hadRound = true;
    this.#watch(this.#options.patienceMs);
    this.#onRound(rows, this.#said);
  }

  #hear(line: string) {
    if (line.trim() === "") return;
    this.#said.push(line.trim().slice(0, 300));
    if (this.#said.length > MOST_SAID) this.#said.shift();
  }

  #watch(patienceMs: number) {
    this.#cancelPatience();
    this.#cancelPatience = this.#options.timers.after(patienceMs, () => {
      const { program } = this.#options;
      this.#tell(explainSilence(program, this.#said, patienceMs));
      this.#run.kill();
    });
  }

  #end(code: number) {
    const rows = this.#rounds.flush();
    if (rows !== null && !this.#hadRound) this.#give(rows);
    this.#stopTimers();
    this.#tell(explainExit(this.#options.program, this.#said, code));
  }

  #tell(problem: string) {
    if (!this.#told) this.#onDown(problem);
    this.#told = true;
  }

  #stopTimers() {
    this.#cancelGap();
    this.#cancelPatience();
  }
}
