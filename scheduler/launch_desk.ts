import type { Effect } from "./core/effects.ts";
import type { Report } from "./model/report.ts";
import { heldShares, type ProcessIdentity, type Task } from "./model/task.ts";
import type { TaskId } from "./model/units.ts";
import type { Launcher, Running } from "./ports.ts";

/** How many launches are under way at once; more is no faster (bench). */
const MAX_LAUNCHES = 16;

/** A launch that has not come to its end. */
interface UnderWay {
  readonly control: AbortController;
  /** What it waits for, in words; `null` while all is well. */
  hang: string | null;
}

/**
 * Carries out effects on the launcher, and turns what comes of them into
 * reports. Launches go out in the order they were decided, a few at a time;
 * those that hold GPUs first, for a GPU is idle until then. One that hangs is
 * not counted any more, so that it keeps no other from its start.
 */
export class LaunchDesk {
  readonly #launcher: Launcher;
  readonly #log: (line: string) => void;
  readonly #report: (report: Report) => void;
  readonly #waiting = { gpu: [] as Task[], cpu: [] as Task[] };
  readonly #followed = new Set<Promise<void>>();
  readonly #underWay = new Map<TaskId, UnderWay>();
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
      case "giveUp":
        this.#underWay.get(effect.task.id)?.control.abort();
        return;
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

  /** What the launch of a task waits for; `null` where it does not hang. */
  hangOf(id: TaskId): string | null {
    return this.#underWay.get(id)?.hang ?? null;
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
    let isCounted = true;
    const giveRoom = () => {
      if (!isCounted) return;
      isCounted = false;
      this.#launching--;
      this.#launchNext();
    };
    this.#track(this.#launch(task, giveRoom).finally(giveRoom));
  }

  async #launch(task: Task, giveRoom: () => void): Promise<void> {
    const { id, attempt } = task;
    const mine: UnderWay = { control: new AbortController(), hang: null };
    this.#underWay.set(id, mine);
    const onHang = (why: string) => {
      this.#sayHanging(id, why);
      mine.hang = why;
      giveRoom();
    };
    try {
      const { signal } = mine.control;
      const running = await this.#launcher.launch(task, { signal, onHang });
      this.#follow(task, running); // An end that is there comes a turn later.
      const { identity } = running;
      this.#report({ kind: "started", id, attempt, identity });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.#report({ kind: "launchFailed", id, attempt, message });
    } finally {
      if (this.#underWay.get(id) === mine) this.#underWay.delete(id);
    }
  }

  /** Once for all that wait for the same. */
  #sayHanging(id: TaskId, why: string): void {
    const isKnown = this.#underWay.values().some(({ hang }) => hang === why);
    if (isKnown) return;
    this.#log(`The launch of "${id}" waits: ${why}; others go on meanwhile`);
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
