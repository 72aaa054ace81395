import type { Task } from "../model/task.ts";
import type { EpochMs, GpuIndex } from "../model/units.ts";
import {
  END_STATES,
  type EndStateName,
  instantOf,
  type ListQuery,
  NO_GPU,
  NO_TAG,
} from "./ended_query.ts";
import type { TaskView } from "./task_view.ts";
import { hasTerms, termsOf } from "./task_search.ts";

/** What a query looks at. */
export interface Facts {
  readonly state: string;
  readonly tags: readonly string[];
  readonly gpus: readonly GpuIndex[];
  readonly endedAtMs: EpochMs | null;
}

/** How a task meets the parts of a query, each for itself. */
export interface Match {
  readonly state: boolean;
  readonly tag: boolean;
  readonly gpu: boolean;
  /** Whether it ended in time. */
  readonly time: boolean;
}

/** A query's parts as they are asked of one task after the other. */
export interface Matcher {
  readonly terms: readonly string[];
  match(facts: Facts): Match;
}

/** What a query sees of a task; nothing costly. */
export function factsOf({ state, spec, lastGpus, endedAtMs }: Task): Facts {
  return {
    state: state.name,
    tags: spec.tags,
    gpus: lastGpus ?? [],
    endedAtMs,
  };
}

/** Makes a query ready to be asked of many. */
export function matcherOf(query: ListQuery, nowMs: EpochMs): Matcher {
  const sinceMs = instantOf(query.since, "since", nowMs) ?? -Infinity;
  const untilMs = instantOf(query.until, "until", nowMs) ?? Infinity;
  const states = new Set<string>(query.states);
  const tags = new Set(query.tags);
  const gpus = new Set(query.gpus);
  const anyOf = (chosen: Set<string>, none: string, has: readonly string[]) =>
    chosen.size === 0 || has.some((one) => chosen.has(one)) ||
    has.length === 0 && chosen.has(none);
  return {
    terms: termsOf(query.text),
    match: (facts) => ({
      state: states.size === 0 || states.has(facts.state),
      tag: anyOf(tags, NO_TAG, facts.tags),
      gpu: gpus.size === 0 || anyOf(gpus, NO_GPU, facts.gpus.map(String)),
      time: (facts.endedAtMs ?? 0) >= sinceMs &&
        (facts.endedAtMs ?? 0) < untilMs,
    }),
  };
}

/** Tells whether a task, as shown, belongs to what a query asks for. */
export function meets(task: TaskView, { terms, match }: Matcher): boolean {
  const { state, tag, gpu, time } = match(task);
  return isEndState(task.state) && state && tag && gpu && time &&
    hasTerms(task, terms);
}

/** Tells whether a state is one of the ended ones. */
export function isEndState(state: string): state is EndStateName {
  return (END_STATES as readonly string[]).includes(state);
}
