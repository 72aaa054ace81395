import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

/**
 * Keeps the focus on a control when an update puts it elsewhere on the page:
 * within the element, what has the same name takes it over.
 */
export function useKeptFocus<Within extends HTMLElement>(): RefObject<Within> {
  const within = useRef<Within>(null);
  const focused = within.current === null ? null : document.activeElement;
  const name = within.current?.contains(focused)
    ? focused!.getAttribute("aria-label")
    : null;
  useLayoutEffect(() => {
    if (name === null || focused!.isConnected) return;
    const again = within.current!
      .querySelector(`[aria-label=${JSON.stringify(name)}]`);
    if (again instanceof HTMLElement) again.focus({ preventScroll: true });
  });
  return within;
}
