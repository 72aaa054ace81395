import { setImmediate } from "node:timers/promises";
import type { SchedulerEvent } from "../../scheduler/model/event.ts";
import type { Exit, Task } from "../../scheduler/model/task.ts";
import type {
  Clock,
  Journal,
  Launcher,
  LaunchWatch,
  Remains,
  Running,
} from "../../scheduler/ports.ts";
import {
  type Ports,
  Scheduler,
  type Settings,
} from "../../scheduler/scheduler.ts";
import type { SchedulerState } from "../../scheduler/model/state.ts";
import { aGpu, aReading, aState, T0 } from "./builders.ts";

/** Time that a test moves by hand. */
export class ManualClock implements Clock {
  #nowMs = T0;
  #wake: { atMs: number; wake: () => void } | null = null;
  #jumpMs = 0;

  now(): number {
    return this.#nowMs;
  }

  wakeAt(atMs: number | null, wake: () => void): void {
    this.#wake = atMs === null ? null : { atMs, wake };
  }

  takeJump(): number {
    const jumpMs = this.#jumpMs;
    this.#jumpMs = 0;
    return jumpMs;
  }

  turn(): Promise<void> {
    return setImmediate();
  }

  /** Somebody sets the clock, or the machine sleeps. */
  set(byMs: number): void {
    this.#nowMs += byMs;
    this.#jumpMs += byMs;
    this.#ring();
  }

  advance(ms: number): void {
    this.#nowMs += ms;
    this.#ring();
  }

  #ring(): void {
    if (this.#wake === null || this.#wake.atMs > this.#nowMs) return;
    const { wake } = this.#wake;
    this.#wake = null;
    wake();
  }
}

/** Processes that run until a test ends them. */
export class FakeLauncher implements Launcher {
  readonly launched: string[] = [];
  readonly signals: string[] = [];
  readonly settled: string[] = [];
  readonly remains = new Map<string, Remains>();
  readonly #exits = new Map<string, PromiseWithResolvers<Exit>>();
  /** Rejects the next launches with this message. */
  failWith: string | null = null;
  /** Whose launches hang, until they are given up. */
  readonly hanging = new Set<string>();
  /** Called as each launch begins. */
  onLaunch: (task: Task) => void = () => {};
  /** Launches wait for it. */
  gate: Promise<void> = Promise.resolve();

  async launch(task: Task, watch?: LaunchWatch): Promise<Running> {
    this.onLaunch(task);
    this.launched.push(task.id);
    if (this.hanging.has(task.id)) {
      watch?.onHang("its folder does not answer");
      const given = Promise.withResolvers<never>();
      const giveUp = () => given.reject(new Error("it was stopped"));
      watch?.signal.addEventListener("abort", giveUp);
      return await given.promise;
    }
    const running = this.adopt(task, `p-${task.id}`); // It may end by then.
    await this.gate;
    if (this.failWith === null) return running;
    this.#exits.delete(task.id);
    throw new Error(this.failWith);
  }

  inspect(task: Task): Promise<Remains> {
    return Promise.resolve(
      this.remains.get(task.id) ?? { kind: "neverLaunched" },
    );
  }

  adopt(task: Task, identity: string): Running {
    const exit = Promise.withResolvers<Exit>();
    this.#exits.set(task.id, exit);
    return { identity, exit: exit.promise };
  }

  signal(task: Task, _identity: string, signal: string): Promise<void> {
    this.signals.push(`${signal} ${task.id}`);
    return Promise.resolve();
  }

  warn(task: Task, _identity: string, signal: string): Promise<void> {
    this.signals.push(`warn ${signal} ${task.id}`);
    return Promise.resolve();
  }

  settle(task: Task): Promise<void> {
    this.settled.push(task.id);
    return Promise.resolve();
  }

  /** The ids of those whose processes have not ended. */
  get alive(): Iterable<string> {
    return this.#exits.keys();
  }

  /** Ends a process. */
  exit(id: string, code: number): void {
    this.#exits.get(id)!.resolve({ kind: "code", code });
    this.#exits.delete(id);
  }
}

/** A journal whose writes a test may hold up or fail. */
export class FakeJournal implements Journal {
  readonly lines: (readonly SchedulerEvent[])[] = [];
  snapshots = 0;
  bytesSinceSnapshot = 0;
  failWith: string | null = null;
  gate: Promise<void> = Promise.resolve();

  async append(events: readonly SchedulerEvent[]): Promise<void> {
    await this.gate;
    if (this.failWith !== null) throw new Error(this.failWith);
    this.lines.push(events);
  }

  snapshot(_state: SchedulerState): Promise<void> {
    this.snapshots++;
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

/** What tests and benches set a scheduler of some GPUs to. */
export function someSettings(gpus: readonly number[]): Settings {
  return {
    gpus,
    killGraceMs: 10_000,
    agingMs: 3_600_000,
    retryDelayMs: 10_000,
    maxCpuTasks: null,
    toNotify: ["ended", "failed", "wait", "gpu", "none"],
    suspicion: { failures: 0, withinMs: 10_000 },
    faults: { xids: [79], ecc: true },
    policy: "fifo",
    learns: false,
    fairHalfLifeMs: 604_800_000,
    reserve: { cpus: 0, memoryMiB: 0 },
    preemptCooldownMs: 3_600_000,
    thresholds: null,
    historySize: 3,
    smoothing: 1,
    life: "life",
    logFolder: "logs",
    maxJournalBytes: 1_000_000,
  };
}

/** A scheduler among fakes, with idle GPUs 0 to n−1 already read. */
export function aScheduler(
  nGpus = 2,
  state = aState(),
  settings: Partial<Settings> = {},
  ports: Partial<Ports> = {},
) {
  const clock = new ManualClock();
  const launcher = new FakeLauncher();
  const journal = new FakeJournal();
  const logged: string[] = [];
  const gpus = Array.from({ length: nGpus }, (_, index) => index);
  const scheduler = new Scheduler(state, {
    clock,
    launcher,
    journal,
    log: (line) => logged.push(line),
    fatal: (error) => {
      throw error;
    },
    ...ports,
  }, { ...someSettings(gpus), ...settings });
  scheduler.observe(aReading(...gpus.map((index) => aGpu(index))));
  return { scheduler, clock, launcher, journal, logged };
}
