import type { TaskId } from "../model/units.ts";

/**
 * Puts ids, the latest first, into an order made by hand: what ended after it
 * was made stands above it, and what it does not name below.
 */
export function inOwnOrder(
  latestFirst: readonly TaskId[],
  own: readonly TaskId[],
): readonly TaskId[] {
  const there = new Set(latestFirst);
  const named = new Set(own);
  const firstNamed = latestFirst.findIndex((id) => named.has(id));
  const newer = latestFirst.slice(0, Math.max(0, firstNamed));
  const older = latestFirst.slice(Math.max(0, firstNamed))
    .filter((id) => !named.has(id));
  return [...newer, ...own.filter((id) => there.has(id)), ...older];
}

/** Moves one to another place. */
export function movedTo(
  order: readonly TaskId[],
  id: TaskId,
  place: number,
): readonly TaskId[] {
  const others = order.filter((other) => other !== id);
  return others.toSpliced(place, 0, id);
}

/**
 * Puts some of an order, which were arranged among themselves, into the places
 * that they had in the whole; what the whole does not have is left out.
 */
export function withPart(
  whole: readonly TaskId[],
  part: readonly TaskId[],
): readonly TaskId[] {
  const there = new Set(whole);
  const arranged = part.filter((id) => there.has(id));
  const places = new Set(arranged);
  let next = 0;
  return whole.map((id) => places.has(id) ? arranged[next++]! : id);
}

/**
 * What of an order has to be kept, so that {@linkcode inOwnOrder} finds it
 * again: nothing from where on it is the latest first. What it costs follows
 * what was arranged, and not how long the history is.
 */
export function keptOrder(
  order: readonly TaskId[],
  latestFirst: readonly TaskId[],
): readonly TaskId[] {
  const last = order.findLastIndex((id, place) => id !== latestFirst[place]);
  return order.slice(0, last + 1);
}
