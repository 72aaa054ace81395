import { useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import {
  placeAtPx,
  type RowHeights,
  type RowWindow,
  topOf,
  windowOf,
} from "../../../scheduler/view/row_window.ts";

/** What {@linkcode useRowWindow} is given. */
export interface RowWindowOptions {
  /** The list, each of whose items has `data-row`. */
  readonly list: () => HTMLElement | null;
  readonly count: number;
  /** The places that the server drew. */
  readonly drawn: { readonly first: number; readonly end: number };
  /** The rows that are unfolded, by place: their ids. */
  readonly open: ReadonlyMap<number, string>;
  /** Where a row stands now; `null` for one that is not known. */
  readonly placeOf: (id: string) => number | null;
  /** While a row is held, nothing else may move. */
  readonly frozen: boolean;
}

/** Which rows to draw, and ways to come to one. */
export interface RowsInSight {
  readonly window: RowWindow;
  /** The first row that can be seen. */
  firstInSight(): number;
  /** Scrolls just as far as it takes to see a row. */
  show(place: number): void;
}

/** A row that is read, and where it stood when the page was scrolled so far. */
interface Anchor {
  readonly id: string;
  readonly topPx: number;
  readonly atPx: number;
}

/** What an unfolded row takes until it was measured. */
const GUESS_PX = 280;
/** What a row takes until one was seen. */
const GUESS_ROW_PX = 44;
/** So many rows may be missing at an edge before others are drawn. */
const SLACK = 6;
/** The bar at the top covers what is behind it. */
const COVERED_PX = 60;

/**
 * Draws the part of a long list that is in sight, in a page that is as high
 * as if all of it were there. What changes above what a person reads does not
 * move it.
 */
export function useRowWindow(options: RowWindowOptions): RowsInSight {
  const { list, count, drawn, open, placeOf, frozen } = options;
  const rowPx = useSignal(0);
  const extras = useRef(new Map<string, number>()).current;
  const measured = useSignal(0);
  const kept = useRef<RowWindow>({
    ...drawn,
    extraAbovePx: 0,
    extraBelowPx: 0,
  });
  const anchor = useRef<Anchor | null>(null);
  const scrolled = useSignal(0);

  const heights: RowHeights = {
    count,
    rowPx: rowPx.value,
    extraPx: new Map(
      [...open].map(([place, id]) => [place, extras.get(id) ?? GUESS_PX]),
    ),
  };
  void [measured.value, scrolled.value]; // They ask for another look.
  const before = list();
  // Who has scrolled on since, of which no event tells yet, is not moved back.
  if (rowPx.value > 0 && before !== null && anchor.current?.atPx !== scrollY) {
    anchor.current = anchorIn(before);
  }
  if (rowPx.value > 0 && !frozen) {
    const { current: read } = anchor;
    const place = read === null ? null : placeOf(read.id);
    // Where the page will have scrolled to, so that what is read stays.
    const fromPx = read === null || place === null
      ? -(list()?.getBoundingClientRect().top ?? 0)
      : topOf(heights, place) - read.topPx;
    kept.current = nextWindow(heights, fromPx, kept.current);
  }

  useEffect(() => {
    const look = () => {
      const box = list();
      if (box === null) return;
      anchor.current = anchorIn(box);
      const { first, end } = kept.current;
      const fromPx = -box.getBoundingClientRect().top;
      const seen = windowOf(latest.current, fromPx, fromPx + innerHeight);
      const isNear = Math.abs(seen.first - first) < SLACK &&
        Math.abs(seen.end - end) < SLACK;
      if (!isNear) scrolled.value++;
    };
    const measure = () => {
      rowPx.value = rowHeightIn(list()) ?? (rowPx.peek() || GUESS_ROW_PX);
      measured.value++;
      look();
    };
    measure();
    const { signal, abort } = listening();
    addEventListener("scroll", look, { passive: true, signal });
    addEventListener("resize", measure, { passive: true, signal });
    return abort;
  }, [count === 0]);

  const latest = useRef(heights);
  latest.current = heights;
  useLayoutEffect(() => {
    const box = list();
    if (box === null || rowPx.value === 0) return;
    rowPx.value = rowHeightIn(box) ?? rowPx.value;
    if (takeExtras(box, rowPx.value, extras)) measured.value++;
    holdStill(box, anchor.current);
    anchor.current = anchorIn(box);
  });
  return {
    window: kept.current,
    firstInSight: () => firstSeen(list(), latest.current),
    show: (place) => scrollTo(list(), latest.current, place),
  };
}

function rowHeightIn(box: HTMLElement | null): number | null {
  return box?.querySelector(".tr")?.getBoundingClientRect().height ?? null;
}

function listening() {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}

/** Keeps what is drawn as long as it covers what is in sight. */
function nextWindow(
  heights: RowHeights,
  fromPx: number,
  before: RowWindow,
): RowWindow {
  const next = windowOf(heights, fromPx, fromPx + innerHeight);
  const isNear = Math.abs(next.first - before.first) < SLACK &&
    Math.abs(next.end - before.end) < SLACK && before.end <= heights.count &&
    (next.end < heights.count || before.end === heights.count);
  if (!isNear) return next;
  const { first, end } = before;
  const above = topOf(heights, first) - first * heights.rowPx;
  const all = topOf(heights, heights.count) - heights.count * heights.rowPx;
  const upToEnd = topOf(heights, end) - end * heights.rowPx;
  return { first, end, extraAbovePx: above, extraBelowPx: all - upToEnd };
}

/** Learns how high unfolded rows are; tells whether anything was new. */
function takeExtras(
  box: HTMLElement,
  rowPx: number,
  extras: Map<string, number>,
): boolean {
  let isNew = false;
  for (const row of box.querySelectorAll<HTMLElement>("[data-open]")) {
    const id = row.dataset.row!;
    const extra = row.getBoundingClientRect().height - rowPx;
    if (Math.abs((extras.get(id) ?? GUESS_PX) - extra) < 1) continue;
    extras.set(id, extra);
    isNew = true;
  }
  return isNew;
}

function anchorIn(box: HTMLElement): Anchor | null {
  if (box.getBoundingClientRect().top > 0) return null; // Its top is in sight.
  for (const row of box.querySelectorAll<HTMLElement>("[data-row]")) {
    const { top, bottom } = row.getBoundingClientRect();
    if (bottom > COVERED_PX) {
      return { id: row.dataset.row!, topPx: top, atPx: scrollY };
    }
  }
  return null;
}

function holdStill(box: HTMLElement, anchor: Anchor | null): void {
  if (anchor === null) return;
  const row = box.querySelector(`[data-row="${CSS.escape(anchor.id)}"]`);
  if (row === null) return;
  const movedPx = row.getBoundingClientRect().top - anchor.topPx;
  if (Math.abs(movedPx) >= 1) scrollBy({ top: movedPx, behavior: "instant" });
}

function firstSeen(box: HTMLElement | null, heights: RowHeights): number {
  if (box === null) return 0;
  const fromPx = COVERED_PX - box.getBoundingClientRect().top;
  return placeAtPx(heights, Math.max(0, fromPx));
}

function scrollTo(
  box: HTMLElement | null,
  heights: RowHeights,
  place: number,
): void {
  if (box === null) return;
  const topPx = box.getBoundingClientRect().top + topOf(heights, place);
  const bottomPx = topPx + heights.rowPx;
  const roomPx = innerHeight - 2 * COVERED_PX;
  if (topPx < COVERED_PX) scrollBy({ top: topPx - COVERED_PX });
  else if (bottomPx > COVERED_PX + roomPx) {
    scrollBy({ top: bottomPx - COVERED_PX - roomPx });
  }
}
