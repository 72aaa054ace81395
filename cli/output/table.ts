import { type Color, paint } from "./color.ts";
import { harmless } from "./harmless.ts";
import { cutTo, widthOf } from "./width.ts";

/** One column of a table. */
export interface Column<Row> {
  readonly title: string;
  /** What stands in it; a pipe gets just this. */
  readonly cell: (row: Row) => string;
  /** What a person reads in its place. */
  readonly shown?: (row: Row) => string;
  readonly color?: (row: Row) => Color | null;
  readonly right?: true;
  /** Whether it gives up width where there is too little. */
  readonly shrinks?: true;
}

const GAP = "  ";
const LEAST_WIDTH = 12;

/** Rows for a pipe: no heading, tabs between, one line each. */
export function tabSeparated<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): string {
  return rows.map((row) =>
    columns.map(({ cell }) => oneLine(cell(row))).join("\t") + "\n"
  ).join("");
}

/** Rows for a person: a heading, columns aligned, cut to the width. */
export function aligned<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  width: number,
  hasColor: boolean,
): string {
  const cells = rows.map((row) =>
    columns.map(({ cell, shown = cell }) => oneLine(shown(row)))
  );
  const widths = columns.map(({ title }, place) =>
    Math.max(title.length, ...cells.map((row) => widthOf(row[place]!)))
  );
  shrink(columns, widths, width);
  const lineOf = (texts: readonly string[], row: Row | null) =>
    texts.map((text, place) => {
      const { right, color } = columns[place]!;
      const isLast = place === columns.length - 1;
      const padded = pad(text, widths[place]!, right === true, isLast);
      const ink = row === null ? "dim" : color?.(row) ?? null;
      return hasColor && ink !== null ? paint(padded, ink) : padded;
    }).join(GAP).trimEnd() + "\n";
  return lineOf(columns.map(({ title }) => title), null) +
    rows.map((row, place) => lineOf(cells[place]!, row)).join("");
}

/** Takes from those that may shrink, the widest first, until all fit. */
function shrink<Row>(
  columns: readonly Column<Row>[],
  widths: number[],
  width: number,
): void {
  const gaps = GAP.length * (columns.length - 1);
  const total = () => widths.reduce((sum, one) => sum + one, gaps);
  const able = columns.flatMap(({ shrinks }, place) => shrinks ? [place] : []);
  while (total() > width) {
    const widest = able.toSorted((a, b) => widths[b]! - widths[a]!)[0];
    if (widest === undefined || widths[widest]! <= LEAST_WIDTH) return;
    widths[widest]!--;
  }
}

function pad(
  text: string,
  width: number,
  isRight: boolean,
  isLast: boolean,
): string {
  const length = widthOf(text);
  if (length > width) {
    const cut = cutTo(text, width - 1) + "…"; // Half of a wide one is missing.
    return isLast ? cut : cut + " ".repeat(width - widthOf(cut));
  }
  if (isRight) return " ".repeat(width - length) + text;
  return isLast ? text : text + " ".repeat(width - length);
}

/** A cell is one line, and moves no cursor whatever a task is called. */
function oneLine(text: string): string {
  return harmless(text.replace(/[\t\r\n]+/g, " "));
}
