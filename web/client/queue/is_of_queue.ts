/** What lifts a row, and moves one that is lifted. */
const KEYS = /^( |Enter|Escape|Home|End|Arrow(Up|Down))$/;

/** Tells of what happens in the queue whether the page itself answers it. */
export function isOfQueue(event: Event): boolean {
  const target = event.target as Element;
  const isOnHandle = target.closest("[data-lift]") !== null;
  if (event.type === "submit") return true;
  if (event.type === "pointerdown") return isOnHandle;
  if (event instanceof KeyboardEvent) return isOnHandle && KEYS.test(event.key);
  if (event.type !== "click") return false;
  const { ctrlKey, metaKey } = event as MouseEvent;
  return !ctrlKey && !metaKey &&
    target.closest("[data-edit],[data-cancel]") !== null;
}
