import { nextDeadline } from "./core/deadlines.ts";
import { decide, type Input, isReport } from "./core/decide.ts";
import { type Effect, effectsOf } from "./core/effects.ts";
import { changedBy, evolve } from "./core/evolve.ts";
import type { Rules } from "./core/rules.ts";
import { Refused } from "./model/errors.ts";
import type { SchedulerEvent } from "./model/event.ts";
import type { SchedulerState } from "./model/state.ts";
import type { EpochMs, TaskId } from "./model/units.ts";
import type { Clock, Journal } from "./ports.ts";

/** What the corridor leans on. */
export interface CorridorOptions {
  readonly state: SchedulerState;
  readonly rules: Rules;
  readonly clock: Clock;
  readonly journal: Journal;
  /**
   * Says which queued tasks start now, and which running ones make way; each
   * event is taken before the next is asked for.
   */
  readonly place: (atMs: EpochMs) => Iterable<SchedulerEvent>;
  /** Told which tasks changed, once that would survive a power cut. */
  readonly tell: (
    changed: ReadonlySet<TaskId>,
    atMs: EpochMs,
    events: readonly SchedulerEvent[],
  ) => void;
  readonly perform: (effect: Effect) => void;
  /** Called once when a bug has made the state untrustworthy. */
  readonly fatal: (error: unknown) => void;
}

interface Caller {
  readonly input: Input;
  readonly done: PromiseWithResolvers<readonly SchedulerEvent[]>;
}

/** What one walk led to. */
interface Batch {
  readonly callers: readonly Caller[];
  readonly events: SchedulerEvent[];
  readonly effects: Effect[];
  readonly changed: Set<TaskId>;
  readonly answers: (() => void)[];
}

/**
 * The one corridor: every change of state walks through `#walk`.
 *
 * 1. decide and evolve all that waits, without an await, and plan;
 * 2. save, and wait until the events would survive a power cut;
 * 3. only then tell anyone: readers and callers, then the outside world.
 *
 * While a save is under way nothing else changes, and `read` waits for it, so
 * that nobody is shown what could be forgotten. After a save that failed,
 * commands are refused and nothing starts until the journal has caught up.
 */
export class Corridor {
  readonly #options: CorridorOptions;
  #inbox: Caller[] = [];
  #looks: (() => void)[] = [];
  /** Walked, but not on disk yet: told when the journal has caught up. */
  #held: Batch[] = [];
  #walking = false;
  #closing = false;
  #problem: string | null = null;

  constructor(options: CorridorOptions) {
    this.#options = options;
  }

  /** Why nothing can be saved at present; `null` when all is well. */
  get problem(): string | null {
    return this.#problem;
  }

  /**
   * Resolves with the events that the input led to, once they would survive
   * a power cut.
   *
   * @throws {Refused | SpecError} when the input is turned down.
   */
  dispatch(input: Input): Promise<readonly SchedulerEvent[]> {
    const done = Promise.withResolvers<readonly SchedulerEvent[]>();
    this.#inbox.push({ input, done });
    if (!this.#walking) this.#walk().catch(this.#options.fatal);
    return done.promise;
  }

  /** Runs `look` at a moment when memory and disk agree. */
  read<T>(look: () => T): Promise<T> {
    if (!this.#walking) return Promise.resolve().then(look);
    const done = Promise.withResolvers<T>();
    // At once: the walk goes on with what came meanwhile.
    this.#looks.push(() => done.resolve(Promise.try(look)));
    return done.promise;
  }

  /** Plans again, and does what time has made due. */
  nudge(): void {
    this.dispatch({ kind: "timePassed" }).catch(this.#options.fatal);
  }

  /** Starts no more tasks and takes no more work. */
  close(): void {
    this.#closing = true;
  }

  /** Follows the journal's health; `null` when it has caught up. */
  journalProblem(problem: string | null): void {
    this.#problem = problem;
    if (problem !== null) return;
    for (const batch of this.#held.splice(0)) this.#tell(batch);
    this.nudge();
  }

  async #walk(): Promise<void> {
    this.#walking = true;
    while (this.#inbox.length > 0) {
      // What comes within a turn shares the walk and its save, and the launches
      // of the walk before are on their way by then.
      await this.#options.clock.turn();
      const batch = this.#decideAll([
        ...this.#clockMoves(),
        ...this.#inbox.splice(0),
      ]);
      const saved = batch.events.length === 0 || await this.#save(batch);
      if (saved) this.#tell(batch);
      for (const look of this.#looks.splice(0)) look();
    }
    this.#walking = false;
  }

  /** Before all else, so that no deadline is judged by another clock. */
  #clockMoves(): Caller[] {
    const byMs = this.#options.clock.takeJump();
    if (byMs === 0) return [];
    const input = { kind: "clockMoved", byMs } as const;
    return [{ input, done: Promise.withResolvers() }];
  }

  #decideAll(callers: readonly Caller[]): Batch {
    const { state, clock, rules, place } = this.#options;
    const nowMs = clock.now();
    const batch: Batch = {
      callers,
      events: [],
      effects: [],
      changed: new Set(),
      answers: [],
    };
    for (const { input, done } of callers) {
      let events: readonly SchedulerEvent[];
      try {
        this.#refuseWhileTroubled(input);
        events = decide(state, input, nowMs, rules);
      } catch (error) {
        done.reject(error);
        continue;
      }
      for (const event of events) this.#take(event, batch);
      batch.answers.push(() => done.resolve(events));
    }
    if (!this.#closing && this.#problem === null) {
      for (const event of place(nowMs)) this.#take(event, batch);
    }
    return batch;
  }

  #take(event: SchedulerEvent, batch: Batch): void {
    const { state } = this.#options;
    evolve(state, event);
    batch.events.push(event);
    batch.effects.push(...effectsOf(event, state));
    for (const id of changedBy(event, state)) batch.changed.add(id);
  }

  /** Resolves to `false` when the batch could not be saved and is held. */
  async #save(batch: Batch): Promise<boolean> {
    try {
      await this.#options.journal.append(batch.events);
      return true;
    } catch (error) {
      this.#held.push(batch);
      const reason = error instanceof Error ? error.message : String(error);
      const kept = `${reason}; what was asked is kept, and done then: look ` +
        "before you ask again";
      for (const { input, done } of batch.callers) {
        if (isReport(input)) done.resolve([]);
        else done.reject(new Refused("not-durable", [kept]));
      }
      return false;
    }
  }

  #tell({ events, changed, answers, effects }: Batch): void {
    const { state, clock, tell, perform } = this.#options;
    if (events.length > 0) tell(changed, clock.now(), events);
    for (const answer of answers) answer();
    clock.wakeAt(nextDeadline(state), () => this.nudge());
    // Launches first: a GPU is idle until its next task runs.
    const { launch = [], other = [] } = Object.groupBy(
      effects,
      ({ kind }) => kind === "launch" ? kind : "other",
    );
    for (const effect of [...launch, ...other]) perform(effect);
  }

  #refuseWhileTroubled(input: Input): void {
    if (isReport(input)) return;
    if (this.#problem !== null) {
      throw new Refused("not-durable", [this.#problem]);
    }
    if (this.#closing && input.kind !== "terminate") {
      throw new Refused("shutting-down", ["The server is shutting down"]);
    }
  }
}
