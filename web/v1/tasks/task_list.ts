import type { z } from "zod";
import {
  type EpochMs,
  instantOf,
  isEnded,
  type SchedulerState,
  SpecError,
  type Task,
  type TaskView,
  viewTask,
} from "../../../scheduler/mod.ts";
import type { TasksQuery } from "../request/queries.ts";

/** Some of the tasks that match, and where the next ones begin. */
export interface TaskPage {
  readonly tasks: readonly TaskView[];
  /** How many match in all. */
  readonly total: number;
  /** `null` on the last page. */
  readonly nextCursor: string | null;
}

/** Where a task stands in the list; such places outlive changes around them. */
type Place = readonly [group: number, order: number, id: string];

/**
 * Lists tasks: those at work, then the queue in turn, then those that have
 * ended, latest first.
 *
 * @throws {SpecError} for a cursor that no answer has named.
 */
export function listTasks(
  { tasks }: SchedulerState,
  { state, q, tag, since, order, limit, cursor }: z.output<typeof TasksQuery>,
  nowMs: EpochMs,
): TaskPage {
  const after = cursor === undefined ? null : readCursor(cursor);
  const states = new Set<string>(state);
  const words = q.toLowerCase().split(/\s+/).filter((word) => word !== "");
  const sinceMs = since === undefined ? 0 : instantOf(since, "since", nowMs)!;
  const matching = [...tasks.values()].filter((task) =>
    (states.size === 0 || states.has(task.state.name)) &&
    (tag === undefined || task.spec.tags.includes(tag)) &&
    !(isEnded(task) && task.endedAtMs! < sinceMs) && says(task, words)
  ).map((task) => ({ task, place: placeIn[order](task) }));
  const left = matching
    .filter(({ place }) => after === null || compare(place, after) > 0)
    .sort((a, b) => compare(a.place, b.place));
  const page = left.slice(0, limit);
  return {
    tasks: page.map(({ task }) => viewTask(task)),
    total: matching.length,
    nextCursor: left.length > limit ? writeCursor(page.at(-1)!.place) : null,
  };
}

function says(task: Task, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const { id, command, envar, tags } = viewTask(task); // Secrets are masked.
  const variables = Object.entries(envar).map(([name, value]) =>
    `${name}=${typeof value === "string" ? value : JSON.stringify(value)}`
  );
  const text = [id, command, ...tags, ...variables].join("\n").toLowerCase();
  return words.every((word) => text.includes(word));
}

const placeIn = {
  place: placeOf,
  newest: ({ id, submittedAtMs, turn }: Task): Place => [
    -submittedAtMs,
    -turn, // Those of one batch.
    id,
  ],
};

function placeOf({ id, state, turn, startedAtMs, endedAtMs }: Task): Place {
  switch (state.name) {
    case "starting":
    case "running":
    case "stopping":
      return [0, startedAtMs ?? 0, id];
    case "queued":
      return [1, turn, id];
    case "succeeded":
    case "failed":
    case "terminated":
    case "lost":
      return [2, -(endedAtMs ?? 0), id];
  }
}

function compare(a: Place, b: Place): number {
  return a[0] - b[0] || a[1] - b[1] || (a[2] < b[2] ? -1 : +(a[2] > b[2]));
}

function writeCursor(place: Place): string {
  return new TextEncoder().encode(JSON.stringify(place))
    .toBase64({ alphabet: "base64url", omitPadding: true });
}

function readCursor(cursor: string): Place {
  const place = decoded(cursor);
  const isPlace = Array.isArray(place) && place.length === 3 &&
    Number.isFinite(place[0]) && Number.isFinite(place[1]) &&
    typeof place[2] === "string";
  if (isPlace) return place as unknown as Place;
  const message = 'Cannot read "cursor": it is no "nextCursor" of an answer';
  throw new SpecError([{ message, field: "cursor" }]);
}

function decoded(cursor: string): unknown {
  try {
    const bytes = Uint8Array.fromBase64(cursor, { alphabet: "base64url" });
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
