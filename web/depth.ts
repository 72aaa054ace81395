/** Values nested deeper than this would be a burden to everything behind. */
export const MAX_DEPTH = 100;

/** Whether a value nests no more than so many levels deep. */
export function isShallow(value: unknown, depth: number): boolean {
  if (typeof value !== "object" || value === null) return true;
  return depth > 0 &&
    Object.values(value).every((inner) => isShallow(inner, depth - 1));
}
