import { type Signal, useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";
import type { LogDesk } from "./log_desk.ts";

/** The lines that an address points at, from the first to the last. */
export type LineSpan = readonly [first: number, last: number];

/** Reads `#L123` and `#L120-L140`; `null` for anything else. */
export function readLineLink(hash: string): LineSpan | null {
  const match = /^#L([1-9]\d{0,14})(?:-L?([1-9]\d{0,14}))?$/.exec(hash);
  if (match === null) return null;
  const [one, other] = [Number(match[1]), Number(match[2] ?? match[1])];
  return [Math.min(one, other), Math.max(one, other)];
}

/** Writes what {@linkcode readLineLink} reads. */
export function lineLink([first, last]: LineSpan): string {
  return first === last ? `#L${first}` : `#L${first}-L${last}`;
}

/**
 * Goes to the lines that the address points at, and writes there the one whose
 * number is clicked; with Shift, all from the one before.
 */
export function useLineLink(
  box: RefObject<HTMLElement>,
  desk: LogDesk,
): Signal<LineSpan | null> {
  const target = useSignal<LineSpan | null>(null);
  useEffect(() => {
    const read = () => {
      target.value = readLineLink(location.hash);
      if (target.value !== null) void desk.toLine(target.value[0]);
    };
    const onClick = (event: MouseEvent) => {
      const link = (event.target as Element).closest<HTMLAnchorElement>(
        "a[data-n]",
      );
      const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
      if (link === null || !isPlain) return;
      event.preventDefault();
      const clicked = readLineLink(link.hash)!;
      const begun = event.shiftKey ? target.peek() : null;
      const ends = [...clicked, ...(begun ?? [])];
      target.value = [Math.min(...ends), Math.max(...ends)];
      history.replaceState(history.state, "", lineLink(target.value));
    };
    read();
    const lines = box.current;
    addEventListener("hashchange", read);
    lines?.addEventListener("click", onClick);
    return () => {
      removeEventListener("hashchange", read);
      lines?.removeEventListener("click", onClick);
    };
  }, []);
  return target;
}
