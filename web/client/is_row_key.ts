/**
 * Tells of a key that a list of rows answers outside of fields: one of its
 * own, or that which selects all. Others with Ctrl are the browser's.
 */
export function isRowKey(event: Event, keys: RegExp): boolean {
  if (!(event instanceof KeyboardEvent)) return false;
  const { key, ctrlKey, metaKey, altKey } = event;
  const target = event.target as Element;
  if (altKey || target.matches("input:not(.cb), select, textarea")) {
    return false;
  }
  return ctrlKey || metaKey ? key === "a" : keys.test(key);
}
