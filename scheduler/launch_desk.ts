import type { Effect } from "./core/effects.ts";
import type { Report } from "./model/report.ts";
import type { ProcessIdentity, Task } from "./model/task.ts";
import type { Launcher, Running } from "./ports.ts";

/** How many launches are under way at once; more only adds latency. */
const MAX_LAUNCHES = 4;

/**
 * Carries out effects on the launcher, and turns what comes of them into
 * reports. Launches go out in the order they were decided, a few at a time.
 */
export class LaunchDesk {
  readonly #launcher: Launcher;
  readonly #log: (line: string) => void;
  readonly #report: (report: Report) => void;
  readonly #waiting: Task[] = [];
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
        this.#waiting.push(effect.task);
        this.#launchNext();
        return;
      case "signal": {
        const { task, identity, signal } = effect;
        const sent = this.#launcher.signal(task, identity, signal);
        this.#keep(sent, `Cannot signal the processes of "${task.id}"`);
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
    return this.#followed.size > 0 || this.#waiting.length > 0;
  }

  /** Resolves once no process is followed any more. */
  async idle(): Promise<void> {
    while (this.#followed.size > 0) await Promise.all(this.#followed);
  }

  #launchNext(): void {
    if (this.#launching >= MAX_LAUNCHES) return;
    const task = this.#waiting.shift();
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
