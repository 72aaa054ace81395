/** What lifts a row, and moves one that is lifted. */
const KEYS = /^( |Enter|Escape|Home|End|Arrow(Up|Down))$/;

/** Tells of what happens in the queue whether the page itself answers it. */
export function isOfQueue(event: Event): boolean {
  const target = event.target as Element;
  const isOnHandle = target.closest("[data-lift]") !== null;
  if (event.type === "submit") return true;
  if (event.type === "pointerdown") return isOnHandle;
  if (event instanceof KeyboardEvent) return isOnHandle && KEYS.test(event.key);
  return isPlainClick(event) &&
    target.closest("[data-edit],[data-cancel]") !== null;
}

/** Tells of a click that no browser answers in a way of its own. */
export function isPlainClick(event: Event): boolean {
  const { type, ctrlKey, metaKey } = event as MouseEvent;
  return type === "click" && !ctrlKey && !metaKey;
}

/** Tells the same while nobody is there for any of it. */
export function isOfSleepingQueue(event: Event, root: HTMLElement): boolean {
  const target = event.target as Element;
  return root.contains(target) && (isOfQueue(event) ||
    event.type === "input" ||
    isPlainClick(event) &&
      target.closest(
          ".cb, button[type=button], form[data-filter] a, .foot a",
        ) !== null);
}
