import type { TaskId } from "../model/units.ts";

/** More than this of an order nobody arranges by hand. */
export const OWN_ORDER_LIMIT = 2_000;

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

/** Moves one to another place, and keeps as much as is worth keeping. */
export function movedTo(
  order: readonly TaskId[],
  id: TaskId,
  place: number,
): readonly TaskId[] {
  const others = order.filter((other) => other !== id);
  return others.toSpliced(place, 0, id);
}

/** What of an order is kept. */
export function keptOrder(order: readonly TaskId[]): readonly TaskId[] {
  return order.slice(0, OWN_ORDER_LIMIT);
}
