/** The heights of a long list: most rows are alike, few are taller. */
export interface RowHeights {
  readonly count: number;
  /** Of a row as most are, in pixels. */
  readonly rowPx: number;
  /** How much taller some rows are, by their place from 0. */
  readonly extraPx: ReadonlyMap<number, number>;
}

/** The rows that are drawn, and how much taller the others are. */
export interface RowWindow {
  readonly first: number;
  /** The place behind the last. */
  readonly end: number;
  readonly extraAbovePx: number;
  readonly extraBelowPx: number;
}

/** Rows that are drawn beyond each edge, so that scrolling finds them ready. */
const BEYOND = 12;

/** Where a row begins, in pixels from the top of the list. */
export function topOf({ rowPx, extraPx }: RowHeights, place: number): number {
  return place * rowPx + extraBetween(extraPx, 0, place);
}

/** The row at a height; the first above the list, the last below it. */
export function placeAtPx(heights: RowHeights, px: number): number {
  const { count, rowPx, extraPx } = heights;
  const last = Math.max(0, count - 1);
  let goneBy = 0;
  const taller = [...extraPx].sort(([a], [b]) => a - b);
  for (const [place, extra] of taller) {
    const top = place * rowPx + goneBy;
    if (px < top + rowPx) break;
    if (px < top + rowPx + extra) return Math.min(place, last);
    goneBy += extra;
  }
  const place = Math.floor((px - goneBy) / rowPx);
  return Math.max(0, Math.min(place, last));
}

/** The rows to draw for what a screen shows of the list, from px to px. */
export function windowOf(
  heights: RowHeights,
  fromPx: number,
  toPx: number,
): RowWindow {
  const { count, extraPx } = heights;
  const first = Math.max(0, placeAtPx(heights, fromPx) - BEYOND);
  const end = Math.min(count, placeAtPx(heights, toPx) + 1 + BEYOND);
  return {
    first,
    end,
    extraAbovePx: extraBetween(extraPx, 0, first),
    extraBelowPx: extraBetween(extraPx, end, count),
  };
}

function extraBetween(
  extraPx: RowHeights["extraPx"],
  from: number,
  end: number,
): number {
  let sum = 0;
  for (const [place, extra] of extraPx) {
    if (place >= from && place < end) sum += extra;
  }
  return sum;
}
