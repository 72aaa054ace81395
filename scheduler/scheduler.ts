import { BoardWriter } from "./board_writer.ts";
import type { Input } from "./core/decide.ts";
import type { Rules } from "./core/rules.ts";
import { Corridor } from "./corridor.ts";
import { type EndedFound, EndedIndex } from "./ended_index.ts";
import { Feed } from "./feed.ts";
import { forecast } from "./forecast.ts";
import { LaunchDesk } from "./launch_desk.ts";
import { LogNames } from "./log_names.ts";
import { Machine, type MachineOptions } from "./machine.ts";
import { gpuNews, newsOf } from "./news.ts";
import type { NewTask } from "./model/command.ts";
import type { SchedulerEvent } from "./model/event.ts";
import type { GpuReading } from "./model/gpu.ts";
import type { SchedulerState } from "./model/state.ts";
import type { Task } from "./model/task.ts";
import type { EpochMs, TaskId } from "./model/units.ts";
import type { PreemptRules } from "./policy/preempt.ts";
import { place } from "./place.ts";
import type { Ports } from "./outside.ts";
import { type Copied, restartBy } from "./restart_by.ts";
import { Snapshots } from "./snapshots.ts";
import type { BoardPatch, BoardView, GpuView, Health } from "./view/board.ts";
import type { ListQuery } from "./view/ended_query.ts";
import { taskSentence } from "./view/task_sentence.ts";
import { viewTask } from "./view/task_view.ts";

export type { Ports };

/** What the config settles for a server's life. */
export interface Settings extends Rules, PreemptRules, MachineOptions {
  /** Names this start: in feed ids and in the recovery file. */
  readonly life: string;
  /** The folder of this life's logs, as shown and stored. */
  readonly logFolder: string;
  /** How far the journal may grow before a snapshot replaces it. */
  readonly maxJournalBytes: number;
}

/** The queue, its GPUs and its tasks: all that routes may ask or wish. */
export class Scheduler {
  readonly state: SchedulerState;
  readonly settings: Settings;
  readonly machine: Machine;
  readonly feed: Feed<BoardView, BoardPatch>;
  readonly launches: LaunchDesk;
  readonly #ports: Ports;
  readonly #corridor: Corridor;
  readonly #board: BoardWriter;
  readonly #ended: EndedIndex;
  readonly #logs: LogNames;
  readonly #snapshots: Snapshots;

  constructor(state: SchedulerState, ports: Ports, settings: Settings) {
    const { clock, journal, fatal, log, launcher } = ports;
    this.state = state;
    this.settings = settings;
    this.#ports = ports;
    this.machine = new Machine(settings);
    const foresee = (nowMs: EpochMs) =>
      forecast(state, this.machine.offers(state, nowMs), this.#bounds, nowMs);
    this.#board = new BoardWriter(state, this.machine, foresee);
    this.#ended = new EndedIndex(state);
    this.#logs = new LogNames(settings.logFolder);
    this.feed = new Feed(settings.life, () => this.#boardNow());
    const warn = (line: string) => log(line, "warning");
    this.#snapshots = new Snapshots(journal, settings.maxJournalBytes, warn);
    this.launches = new LaunchDesk(launcher, warn, (report) => {
      this.dispatch(report).catch(fatal);
    });
    this.#corridor = new Corridor({
      state,
      rules: settings,
      clock,
      journal,
      fatal,
      place: (atMs) =>
        place(
          { state, machine: this.machine, bounds: this.#bounds },
          atMs,
          (id) => this.#logs.next(id),
        ),
      tell: (changed, atMs, events) => this.#tell(changed, atMs, events),
      perform: (effect) => this.launches.perform(effect),
    });
  }

  /**
   * Carries out a command or takes in a report; resolves with what followed,
   * once it would survive a power cut.
   *
   * @throws {Refused | SpecError} when the input is turned down.
   */
  dispatch(input: Input): Promise<readonly SchedulerEvent[]> {
    return this.#corridor.dispatch(input);
  }

  /**
   * Queues a batch, all or nothing, and resolves with its tasks' ids. A key
   * that was used before queues nothing and names what it had queued then.
   */
  async submit(
    tasks: readonly NewTask[],
    key: string | null = null,
  ): Promise<readonly TaskId[]> {
    await this.dispatch({ kind: "submit", tasks, key });
    const before = key === null ? undefined : this.state.submissions.get(key);
    return before ?? tasks.map(({ id }) => id);
  }

  /** Queues copies, as {@linkcode restartBy} says. */
  restart(
    ids: readonly TaskId[],
    withDependants = false,
  ): Promise<readonly Copied[]> {
    return restartBy((wish) => this.dispatch(wish), ids, withDependants);
  }

  /** Runs `look` at a moment when memory and disk agree. */
  read<T>(look: (state: SchedulerState) => T): Promise<T> {
    return this.#corridor.read(() => look(this.state));
  }

  /** Finds a task on record. */
  find(id: TaskId): Promise<Task | null> {
    return this.read(({ tasks }) => tasks.get(id) ?? null);
  }

  /** Finds tasks that ended up to an instant. */
  findEnded(query: ListQuery, asOfMs: EpochMs): Promise<EndedFound> {
    return this.read(() => this.#ended.find(query, asOfMs));
  }

  /** What a page shows of the present. */
  board(): Promise<BoardView> {
    return this.read(() => this.#boardNow());
  }

  /** The GPUs alone, which cost nothing for a long queue. */
  gpus(): Promise<readonly GpuView[]> {
    const { clock } = this.#ports;
    return this.read((state) => this.machine.view(state, clock.now()));
  }

  get health(): Health {
    return {
      journal: this.#corridor.problem,
      gpus: this.settings.gpus.length === 0 ? null : this.machine.gpuProblem,
    };
  }

  /** Takes in what the GPUs report; what became free is used at once. */
  observe(reading: GpuReading): void {
    const news = this.machine.observeGpus(reading, this.state);
    for (const { gpus, reason } of news.lost) {
      this.#ports.news?.(gpuNews(gpus, "lost", reason, reading.sampledAtMs));
    }
    for (const line of news.aboveShare) this.#ports.log(line, "warning");
    for (const fault of news.faults) {
      this.dispatch({ kind: "gpuFaulty", ...fault })
        .catch(this.#ports.fatal);
    }
    if (this.state.queue.wantsGpu) this.#corridor.nudge();
  }

  /** Takes in a look at the machine; the first one may let tasks start. */
  observeHost(host: Parameters<Machine["observeHost"]>[0]): void {
    if (this.machine.observeHost(host)) this.#corridor.nudge();
  }

  /** Sends readers the measured values: the board's slow tick. */
  tick(): void {
    if (!this.feed.isHeard) return this.feed.skip();
    this.feed.publish(this.#board.tick(this.#ports.clock.now(), this.health));
  }

  /** Follows the journal's health; `null` when it has caught up. */
  journalProblem(problem: string | null): void {
    this.#ports.log(problem ?? "The journal can be written again", "warning");
    this.#corridor.journalProblem(problem);
    this.tick();
  }

  /** Starts no more tasks, refuses commands, and ends all reading. */
  stopTaking(): void {
    this.#corridor.close();
    this.feed.close();
  }

  /** Starts nothing more and stops all; resolves when nothing runs. */
  async stopAll(): Promise<void> {
    this.stopTaking();
    await Promise.allSettled(
      [...this.state.active].map((id) =>
        this.dispatch({ kind: "terminate", id, why: "shutdown" })
      ),
    );
    // What could not be saved was not launched: nobody need wait for it.
    const mayBegin = () =>
      this.state.active.size > 0 && this.#corridor.problem === null;
    while (this.launches.busy || mayBegin()) {
      await this.launches.idle();
      await this.read(() => {});
    }
  }

  /** Ends it, and leaves a snapshot that alone tells everything. */
  async close(): Promise<void> {
    const { clock, journal } = this.#ports;
    this.stopTaking();
    await this.#snapshots.idle();
    await this.read(() => clock.wakeAt(null, () => {}));
    await journal.snapshot(this.state);
    await journal.close();
  }

  #boardNow(): BoardView {
    return this.#board.whole(this.#ports.clock.now(), this.health);
  }

  get #bounds() {
    return { ...this.settings, capacity: this.machine.host.forTasks };
  }

  #tell(
    changed: ReadonlySet<TaskId>,
    atMs: EpochMs,
    events: readonly SchedulerEvent[],
  ): void {
    const { news } = this.#ports;
    if (news !== undefined) newsOf(events, this.state, atMs).forEach(news);
    this.#ended.changed(changed);
    if (this.feed.isHeard) {
      this.feed.publish(this.#board.patch(changed, atMs, this.health));
    } else this.feed.skip();
    const { log } = this.#ports;
    for (const id of changed) {
      const task = this.state.tasks.get(id);
      if (task === undefined || task.state.name === "starting") continue;
      log(taskSentence(viewTask(task)), "info");
    }
    this.#snapshots.writeIfDue(this.state);
  }
}
