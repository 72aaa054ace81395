import { SpecError, type Task } from "../../../scheduler/mod.ts";

/** Where a task stands in the list; such places outlive changes around them. */
export type Place = readonly [group: number, order: number, id: string];

/** The group of places of tasks that are at work. */
export const AT_WORK = 0;
/** The group of places of tasks in the queue. */
export const QUEUED = 1;
/** The group of places of tasks that have ended. */
export const ENDED = 2;

/** The group of places of the tasks of each state. */
export const GROUPS: Readonly<Record<Task["state"]["name"], number>> = {
  starting: AT_WORK,
  running: AT_WORK,
  stopping: AT_WORK,
  queued: QUEUED,
  succeeded: ENDED,
  failed: ENDED,
  terminated: ENDED,
  lost: ENDED,
};

/** The place of a task in each order. */
export const placeIn = {
  place: placeOf,
  newest: ({ id, submittedAtMs, turn }: Task): Place => [
    -submittedAtMs,
    -turn, // Those of one batch.
    id,
  ],
};

function placeOf({ id, state, turn, startedAtMs, endedAtMs }: Task): Place {
  const group = GROUPS[state.name];
  if (group === QUEUED) return [group, turn, id];
  return [group, group === ENDED ? -(endedAtMs ?? 0) : startedAtMs ?? 0, id];
}

/** Below 0 for a place before another. */
export function compare(a: Place, b: Place): number {
  return a[0] - b[0] || a[1] - b[1] || (a[2] < b[2] ? -1 : +(a[2] > b[2]));
}

/** Names a place, for whoever wants what stands behind it. */
export function writeCursor(place: Place): string {
  return new TextEncoder().encode(JSON.stringify(place))
    .toBase64({ alphabet: "base64url", omitPadding: true });
}

/** @throws {SpecError} for a cursor that no answer has named. */
export function readCursor(cursor: string): Place {
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
