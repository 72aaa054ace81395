import type { Machine } from "./machine.ts";
import type { Pause } from "./model/pause.ts";
import { inTurn, type SchedulerState } from "./model/state.ts";
import { isEnded, type Task } from "./model/task.ts";
import type { EpochMs, TaskId } from "./model/units.ts";
import {
  type BoardPatch,
  type BoardView,
  type Counts,
  ENDED_WINDOW,
  type GpuView,
  type Health,
  LATELY_MS,
  QUEUED_WINDOW,
  sortRows,
} from "./view/board.ts";
import type { Forecast } from "./view/forecast.ts";
import { differs, tickOf } from "./view/gpu_view.ts";
import { viewTask } from "./view/task_view.ts";

/** From so many failures on, counting them is no work for each change. */
const MANY_FAILURES = 1_000;
const COUNT_LIFE_MS = 1_000;

/** Writes the board, and patches of what changed since the patch before. */
export class BoardWriter {
  readonly #state: SchedulerState;
  readonly #machine: Machine;
  readonly #foresee: (nowMs: EpochMs) => Forecast;
  /** The forecast that readers have, as text. */
  #foreseen = "";
  #gpus: readonly GpuView[] = [];
  #pauses: readonly Pause[] = [];
  /** The failures of late, as they were counted last. */
  #counted = { atMs: -Infinity, count: 0 };
  /** The queued tasks in sight as of the last patch; `null`: all of them. */
  #window: ReadonlySet<TaskId> | null = null;

  constructor(
    state: SchedulerState,
    machine: Machine,
    foresee: (nowMs: EpochMs) => Forecast,
  ) {
    this.#state = state;
    this.#machine = machine;
    this.#foresee = foresee;
  }

  /** The whole present, its long lists in windows. */
  whole(nowMs: EpochMs, health: Health): BoardView {
    const { tasks, active, ended } = this.#state;
    if (this.#isLong()) this.#window ??= this.#queueWindow();
    const started = [...active, ...ended.backward().take(ENDED_WINDOW)];
    const rows = [
      ...inTurn(this.#state).take(QUEUED_WINDOW),
      ...started.map((id) => tasks.get(id)!),
    ];
    return {
      ...sortRows(rows.map(viewTask)),
      counts: this.#counts(nowMs),
      gpus: this.#machine.view(this.#state, nowMs),
      pauses: this.#state.pauses,
      host: this.#machine.host,
      forecast: this.#foresee(nowMs),
      health,
      nowMs,
    };
  }

  /** The rows of these tasks, and the GPUs that changed hands. */
  patch(
    changed: Iterable<TaskId>,
    nowMs: EpochMs,
    health: Health,
  ): BoardPatch {
    const rows = [...changed].map((id) => this.#state.tasks.get(id) ?? id);
    const tasks = rows.filter((row) => typeof row !== "string");
    // More ended tasks than the window holds are in nobody's sight.
    const inSight = new Set(
      tasks.filter(isEnded).sort((a, b) => b.endedAtMs! - a.endedAtMs!)
        .slice(0, ENDED_WINDOW),
    );
    const before = this.#window;
    const isLong = this.#isLong();
    // One that has just become short still has rows that nobody has seen.
    const window = isLong || before !== null ? this.#queueWindow() : null;
    this.#window = isLong ? window : null;
    const isSeen = (task: Task) =>
      task.state.name === "queued"
        ? window?.has(task.id) !== false
        : !isEnded(task) || inSight.has(task);
    // What moved up into the window has not changed by itself.
    const entered = [...window ?? []]
      .filter((id) => before?.has(id) === false)
      .map((id) => this.#state.tasks.get(id)!);
    return {
      upsert: [...new Set([...tasks.filter(isSeen), ...entered])].map(viewTask),
      remove: rows.flatMap((row) =>
        typeof row === "string" ? row : isSeen(row) ? [] : row.id
      ),
      counts: this.#counts(nowMs),
      ...this.#gpuChanges(nowMs),
      ...this.#pauseChanges(),
      health,
      nowMs,
    };
  }

  /** The measured values, and what is foreseen where it is another. */
  tick(nowMs: EpochMs, health: Health): BoardPatch {
    const changes = this.#gpuChanges(nowMs);
    const ticks = this.#gpus.map(tickOf);
    const counts = this.#counts(nowMs);
    const host = this.#machine.host;
    const forecast = this.#forecastChange(nowMs);
    return { ...changes, ticks, counts, host, ...forecast, health, nowMs };
  }

  #forecastChange(nowMs: EpochMs): Pick<BoardPatch, "forecast"> {
    const forecast = this.#foresee(nowMs);
    const text = JSON.stringify(forecast);
    if (text === this.#foreseen) return {};
    this.#foreseen = text;
    return { forecast };
  }

  #isLong(): boolean {
    return this.#state.queue.size > QUEUED_WINDOW;
  }

  #queueWindow(): ReadonlySet<TaskId> {
    const inSight = inTurn(this.#state).take(QUEUED_WINDOW);
    return new Set(inSight.map(({ id }) => id));
  }

  #gpuChanges(nowMs: EpochMs): Pick<BoardPatch, "gpus"> {
    const before = this.#gpus;
    this.#gpus = this.#machine.view(this.#state, nowMs);
    const gpus = this.#gpus.filter((gpu, place) => differs(before[place], gpu));
    return gpus.length === 0 ? {} : { gpus };
  }

  /** Tells them again only once they are others. */
  #pauseChanges(): Pick<BoardPatch, "pauses"> {
    const { pauses } = this.#state;
    if (pauses === this.#pauses) return {};
    this.#pauses = pauses;
    return { pauses };
  }

  #counts(nowMs: EpochMs): Counts {
    const { queue, active, ended } = this.#state;
    return {
      queued: queue.size,
      active: active.size,
      ended: ended.size,
      failed: this.#failedLately(nowMs),
    };
  }

  /** Of very many failures no more than a second old: each count sees all. */
  #failedLately(nowMs: EpochMs): number {
    const { tasks, failed } = this.#state;
    const isFew = failed.size < MANY_FAILURES;
    const { atMs, count: known } = this.#counted;
    if (!isFew && nowMs - atMs < COUNT_LIFE_MS) return known;
    let count = 0;
    for (const id of failed) {
      if (tasks.get(id)!.endedAtMs! > nowMs - LATELY_MS) count++;
    }
    this.#counted = { atMs: nowMs, count };
    return count;
  }
}
