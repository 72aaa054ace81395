import type { Effect } from "./core/effects.ts";
import type { Report } from "./model/report.ts";
import { heldShares, type ProcessIdentity, type Task } from "./model/task.ts";
import type { Launcher, Running } from "./ports.ts";

/** How many launches are under way at once; more is no faster (bench). */
const MAX_LAUNCHES = 16;

/**
 * Carries out effects on the launcher, and turns what comes of them into
 * reports. Launches go out in the order they were decided, a few at a time;
 * those that hold GPUs first, for a GPU is idle until then.
 */
export class LaunchDesk {
  readonly #launcher: Launcher;
  readonly #log: (line: string) => void;
  readonly #report: (report: Report) => void;
  readonly #waiting = { gpu: [] as Task[], cpu: [] as Task[] };
  readonly #followed = new Set<Promise<void>>();
  #launching = 0;

  constructor(
    launcher: Launcher,
    log: (line: string) => void,
    report: (report: Report) => void,
  ) {
    this.#launcher = launcher;
    this.#log = log;
    this.#report = report;
  }

  /** Does what an effect asks; returns at once. */
  perform(effect: Effect): void {
    switch (effect.kind) {
      case "launch":
        this.#laneOf(effect.task).push(effect.task);
        this.#launchNext();
        return;
      case "signal": {
        const { task, identity, signal } = effect;
        const sent = this.#launcher.signal(task, identity, signal);
        this.#keep(sent, `Cannot signal the processes of "${task.id}"`);
        return;
      }
      case "warn": {
        const { task, identity, signal } = effect;
        const sent = this.#launcher.warn(task, identity, signal);
        this.#keep(sent, `Cannot warn "${task.id}" of its time limit`);
        return;
      }
      case "settle": {
        const { task } = effect;
        const settled = this.#launcher.settle(task);
        this.#keep(settled, `Cannot close the log of "${task.id}"`);
        return;
      }
      default:
        effect satisfies never;
    }
  }

  /** Follows a process found alive. */
  adopt(task: Task, identity: ProcessIdentity): void {
    this.#follow(task, this.#launcher.adopt(task, identity));
  }

  /** Tells whether anything is under way or followed. */
  get busy(): boolean {
    const { gpu, cpu } = this.#waiting;
    return this.#followed.size + gpu.length + cpu.length > 0;
  }

  /** Resolves once no process is followed any more. */
  async idle(): Promise<void> {
    while (this.#followed.size > 0) await Promise.all(this.#followed);
  }

  #laneOf(task: Task): Task[] {
    const lanes = this.#waiting;
    return heldShares(task).length > 0 ? lanes.gpu : lanes.cpu;
  }

  #launchNext(): void {
    if (this.#launching >= MAX_LAUNCHES) return;
    const task = this.#waiting.gpu.shift() ?? this.#waiting.cpu.shift();
    if (task === undefined) return;
    this.#launching++;
    this.#track(
      this.#launch(task).finally(() => {
        this.#launching--;
        this.#launchNext();
      }),
    );
  }

  async #launch(task: Task): Promise<void> {
    const { id, attempt } = task;
    try {
      const running = await this.#launcher.launch(task);
      const { identity } = running;
      this.#report({ kind: "started", id, attempt, identity });
      this.#follow(task, running);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.#report({ kind: "launchFailed", id, attempt, message });
    }
  }

  #follow({ id, attempt }: Task, { exit }: Running): void {
    this.#track(exit.then((exit) => {
      this.#report({ kind: "exited", id, attempt, exit, atMs: null });
    }));
  }

  #keep(work: Promise<void>, otherwise: string): void {
    this.#track(work.catch((error) => {
      this.#log(`${otherwise}: ${error.message}`);
    }));
  }

  #track(work: Promise<void>): void {
    this.#followed.add(work);
    work.finally(() => this.#followed.delete(work));
  }
}
