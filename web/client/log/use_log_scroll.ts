import { type Signal, useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { LogDesk } from "./log_desk.ts";
import type { LogGoal, LogShown } from "./log_shown.ts";

/** What of a log is in sight: places among the lines shown, and bytes. */
export interface LogSight {
  readonly first: number;
  readonly last: number;
  readonly fromByte: number;
  readonly endByte: number;
}

/** How near to its end counts as at the end, in pixels. */
const NEAR_PX = 5;
/** So many screens before an edge, what lies behind it is fetched. */
const AHEAD = 1.5;

/** An element, and where it stood among the lines. */
type Anchor = readonly [element: HTMLElement, top: number];

/**
 * Keeps the lines where they are while others come and go around them, goes
 * where the desk says, and fetches what a person scrolls towards.
 */
export function useLogScroll(
  boxRef: RefObject<HTMLElement>,
  desk: LogDesk,
  layout: unknown,
): Signal<LogSight | null> {
  const sight = useSignal<LogSight | null>(null);
  const anchors = useRef<readonly Anchor[]>([]);
  const placedAt = useRef<number | null>(null);

  const look = () => {
    const box = boxRef.current;
    if (box === null) return;
    const shown = desk.shown.peek();
    const seen = sightOf(box, shown);
    sight.value = seen?.sight ?? null;
    anchors.current = seen === null ? [] : anchorsOf(box, seen.top);
    const ahead = box.clientHeight * AHEAD;
    const isFollowing = desk.following.peek();
    const isShort = box.scrollHeight < 2 * box.clientHeight;
    const isWanted = box.scrollTop < ahead && (!isFollowing || isShort);
    if (isWanted) void desk.readOn("before");
    if (belowOf(box) < ahead && !isFollowing) void desk.readOn("from");
  };
  const onScroll = () => {
    const box = boxRef.current!;
    const isPlaced = placedAt.current !== null &&
      Math.abs(placedAt.current - box.scrollTop) < 2;
    // Where a person wishes to be counts, not how lines move until then.
    if (!isPlaced && !desk.isGoing) {
      placedAt.current = null;
      const isAtEnd = belowOf(box) <= NEAR_PX;
      if (!isAtEnd) desk.letGo();
      else if (desk.isAtEnd && !desk.following.peek()) void desk.toEnd();
    }
    look();
  };
  useLayoutEffect(() => {
    const box = boxRef.current;
    if (box === null) return;
    const { goal } = desk.shown.peek();
    if (goal === null) keep(box, anchors.current);
    else {
      reach(box, goal);
      placedAt.current = box.scrollTop;
    }
    look();
  }, [desk.shown.value, layout]);
  useEffect(() => {
    const box = boxRef.current;
    if (box === null) return;
    let frame = 0;
    const soon = () =>
      frame ||= requestAnimationFrame(() => {
        frame = 0;
        onScroll();
      });
    const resized = new ResizeObserver(() => {
      if (desk.following.peek()) reach(box, { kind: "end" });
      look();
    });
    box.addEventListener("scroll", soon, { passive: true });
    resized.observe(box);
    return () => {
      cancelAnimationFrame(frame);
      box.removeEventListener("scroll", soon);
      resized.disconnect();
    };
  }, []);
  return sight;
}

function reach(box: HTMLElement, goal: LogGoal): void {
  if (goal.kind === "end") box.scrollTop = box.scrollHeight;
  else if (goal.kind === "start") box.scrollTop = 0;
  else if (goal.kind === "line") {
    const line = box.querySelector<HTMLElement>(`#L${goal.line}`);
    if (line === null) return;
    const room = box.clientHeight - line.offsetHeight;
    box.scrollTop = topOf(box, line) - Math.max(0, room / 2);
  }
}

/** Scrolls by as much as the first anchor that still stands has moved. */
function keep(box: HTMLElement, anchors: readonly Anchor[]): void {
  const found = anchors.find(([element]) => element.isConnected);
  if (found === undefined) return;
  const moved = topOf(box, found[0]) - found[1];
  if (moved !== 0) box.scrollTop += moved;
}

/** The line on top, and should that go, the blocks. */
function anchorsOf(box: HTMLElement, top: HTMLElement): readonly Anchor[] {
  return [top, ...box.querySelectorAll<HTMLElement>(".lb")]
    .map((element) => [element, topOf(box, element)] as const);
}

/** Where an element stands among the lines, wherever they are scrolled to. */
function topOf(box: HTMLElement, element: HTMLElement): number {
  return element.getBoundingClientRect().top -
    box.getBoundingClientRect().top + box.scrollTop;
}

function belowOf(box: HTMLElement): number {
  return box.scrollHeight - box.scrollTop - box.clientHeight;
}

/** What is in sight, and the line on top of it. */
function sightOf(
  box: HTMLElement,
  { blocks }: LogShown,
): { sight: LogSight; top: HTMLElement } | null {
  const { top, bottom } = box.getBoundingClientRect();
  const first = lineAt(box, top + 1);
  const last = lineAt(box, bottom - 1);
  if (first === null || last === null) return null;
  const placeOf = ({ block, line, share }: Found) => {
    const { at, fromByte, endByte } = blocks[block]!;
    return {
      place: at - blocks[0]!.at + line,
      byte: fromByte + share * (endByte - fromByte),
    };
  };
  if (blocks[last.block] === undefined) return null;
  const [from, to] = [placeOf(first), placeOf(last)];
  return {
    sight: {
      first: from.place,
      last: to.place,
      fromByte: from.byte,
      endByte: to.byte,
    },
    top: first.element,
  };
}

interface Found {
  readonly block: number;
  readonly line: number;
  /** How much of the block stands above. */
  readonly share: number;
  readonly element: HTMLElement;
}

function lineAt(box: HTMLElement, y: number): Found | null {
  const blocks = box.querySelectorAll<HTMLElement>(".lb");
  const block = placeAt(blocks, y);
  const lines = blocks[block]?.children as HTMLCollectionOf<HTMLElement>;
  if (lines === undefined || lines.length === 0) return null;
  const line = placeAt(lines, y);
  const share = line / lines.length;
  return { block, line, share, element: lines[line]! };
}

/** The last of some elements that begins above a height; or the first. */
function placeAt(elements: ArrayLike<HTMLElement>, y: number): number {
  let [from, to] = [0, elements.length - 1];
  while (from < to) {
    const middle = Math.ceil((from + to) / 2);
    if (elements[middle]!.getBoundingClientRect().top <= y) from = middle;
    else to = middle - 1;
  }
  return from;
}
