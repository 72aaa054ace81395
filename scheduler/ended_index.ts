import type { SchedulerState } from "./model/state.ts";
import { isActive, type Task } from "./model/task.ts";
import type { EpochMs, TaskId } from "./model/units.ts";
import type { Choices } from "./view/completed_list.ts";
import { factsOf, isEndState, matcherOf } from "./view/ended_match.ts";
import { naturalKey, sortEnded } from "./view/ended_order.ts";
import { type ListQuery, NO_GPU, NO_TAG } from "./view/ended_query.ts";
import { searchText } from "./view/task_search.ts";
import { viewTask } from "./view/task_view.ts";

/** All that a query found, in its order. */
export interface EndedFound extends Choices {
  readonly tasks: readonly Task[];
}

/** Who scrolls asks the same again and again; so many askers are served. */
const KEPT_ANSWERS = 16;
const MAX_TAGS = 200;
/** `7d` moves with the clock; within such a step its answer stays. */
const STEP_MS = 60_000;

/**
 * Finds among ended tasks. What a query found is kept until one of them
 * changes, and what a task says for as long as the task: scrolling costs what
 * is shown, and a new filter what the history holds.
 */
export class EndedIndex {
  readonly #state: SchedulerState;
  readonly #texts = new WeakMap<Task, string>();
  readonly #keys = new Map<string, string>();
  /** The one used last stands last. */
  readonly #answers = new Map<string, EndedFound>();

  constructor(state: SchedulerState) {
    this.#state = state;
  }

  /** Takes note of tasks that changed. */
  changed(ids: Iterable<TaskId>): void {
    for (const id of ids) {
      const task = this.#state.tasks.get(id);
      const neverEnded = task !== undefined &&
        (isActive(task) || task.attempt === 0 && task.endedAtMs === null);
      if (!neverEnded) return this.#forget();
    }
  }

  /** Finds what ended up to an instant and matches. */
  find(query: ListQuery, asOfMs: EpochMs): EndedFound {
    const nowMs = Math.floor(asOfMs / STEP_MS) * STEP_MS;
    const upToMs = asOfMs >= this.#latest() ? null : asOfMs;
    const { since, until } = query;
    const movesMs = since === "" && until === "" ? 0 : nowMs;
    const key = JSON.stringify([{ ...query, page: 1 }, upToMs, movesMs]);
    const kept = this.#answers.get(key);
    const found = kept ?? this.#find(query, upToMs ?? Infinity, nowMs);
    this.#answers.delete(key);
    this.#answers.set(key, found);
    for (const oldest of this.#answers.keys()) {
      if (this.#answers.size <= KEPT_ANSWERS) break;
      this.#answers.delete(oldest);
    }
    return found;
  }

  #forget(): void {
    this.#answers.clear();
    // Names come and go; those that stay are made again.
    if (this.#keys.size > 2 * this.#state.ended.size + 1000) this.#keys.clear();
  }

  #latest(): EpochMs {
    return this.#state.ended.span?.[1] ?? 0;
  }

  #find(query: ListQuery, asOfMs: EpochMs, nowMs: EpochMs): EndedFound {
    const { terms, match } = matcherOf(query, nowMs);
    const tally = new Tally();
    const tasks: Task[] = [];
    for (const id of this.#state.ended) {
      const task = this.#state.tasks.get(id)!;
      const facts = factsOf(task);
      if ((facts.endedAtMs ?? 0) > asOfMs) continue;
      const { state, tag, gpu, time } = match(facts);
      // With two parts against it, no count of choices has it either.
      if (!time || +state + +tag + +gpu < 2) continue;
      if (!terms.every((term) => this.#textOf(task).includes(term))) continue;
      if (tag && gpu) tally.state(facts.state);
      if (state && gpu) tally.tags(facts.tags);
      if (state && tag) tally.gpus(facts.gpus);
      if (state && tag && gpu) tasks.push(task);
    }
    const keyOf = (name: string) => this.#keyOf(name);
    return { tasks: sortEnded(tasks, query.sort, keyOf), ...tally.choices() };
  }

  #textOf(task: Task): string {
    const known = this.#texts.get(task);
    if (known !== undefined) return known;
    const text = searchText(viewTask(task));
    this.#texts.set(task, text);
    return text;
  }

  #keyOf(name: string): string {
    const known = this.#keys.get(name);
    if (known !== undefined) return known;
    const key = naturalKey(name);
    this.#keys.set(name, key);
    return key;
  }
}

/** Counts what there is to choose from. */
class Tally {
  readonly #byState = { failed: 0, succeeded: 0, terminated: 0, lost: 0 };
  readonly #tags = new Map<string, number>();
  readonly #gpus = new Map<number | string, number>();

  state(state: string): void {
    if (isEndState(state)) this.#byState[state]++;
  }

  tags(tags: readonly string[]): void {
    count(this.#tags, tags.length === 0 ? [NO_TAG] : tags);
  }

  gpus(gpus: readonly number[]): void {
    count(this.#gpus, gpus.length === 0 ? [NO_GPU] : gpus);
  }

  choices(): Choices {
    const tags = [...this.#tags]
      .sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1))
      .slice(0, MAX_TAGS)
      .map(([tag, count]) => ({ tag: tag === NO_TAG ? null : tag, count }));
    const gpus = [...this.#gpus]
      .map(([gpu, count]) => ({
        gpu: typeof gpu === "number" ? gpu : null,
        count,
      }))
      .sort((a, b) => (a.gpu ?? Infinity) - (b.gpu ?? Infinity));
    return { byState: this.#byState, tags, gpus };
  }
}

function count<Key>(counts: Map<Key, number>, keys: readonly Key[]): void {
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
}
