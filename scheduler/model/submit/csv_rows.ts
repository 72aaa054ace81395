import { excerpt, Invalid } from "./issues.ts";
import { type Combination, MAX_COMBINATIONS } from "./sweep.ts";

const NAME = /^[A-Za-z_]\w{0,40}$/;
/** A cell, in quotes or bare, and what ends it. */
const CELL = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y;

/**
 * Reads rows of values by the names in the first row: RFC 4180, with LF or
 * CRLF. A line with nothing in it is passed over.
 */
export function readCsvRows(
  text: string,
): readonly Combination["values"][] | Invalid {
  const lost = text.indexOf("\uFFFD");
  if (lost >= 0) {
    const line = text.slice(0, lost).split("\n").length;
    return new Invalid(`its line ${line} is not UTF-8; save it as UTF-8`);
  }
  const lines = readCells(text.replace(/^\uFEFF/, ""));
  if (lines instanceof Invalid) return lines;
  const [head, ...rows] = lines;
  if (head === undefined || rows.length === 0) {
    return new Invalid("it needs a line of names, and a line of values");
  }
  const names = head.cells.map((name) => name.trim());
  const bad = names.find((name) => !NAME.test(name));
  if (bad !== undefined) {
    return new Invalid(
      `"${excerpt(bad)}" in its first line is no name: letters, digits and _`,
    );
  }
  if (new Set(names).size < names.length) {
    return new Invalid("its first line names a column twice");
  }
  if (rows.length > MAX_COMBINATIONS) {
    return new Invalid(
      `it has ${rows.length} rows, ${MAX_COMBINATIONS} are the most`,
    );
  }
  const odd = rows.find(({ cells }) => cells.length !== names.length);
  if (odd !== undefined) {
    return new Invalid(
      `its line ${odd.line} has ${odd.cells.length} values, ` +
        `the first line has ${names.length} names`,
    );
  }
  return rows.map(({ cells }) =>
    cells.map((value, at) => [names[at]!, value] as const)
  );
}

interface Line {
  readonly line: number;
  readonly cells: readonly string[];
}

function readCells(text: string): readonly Line[] | Invalid {
  const lines: Line[] = [];
  let cells: string[] = [];
  let line = 1;
  for (let at = 0; at < text.length;) {
    CELL.lastIndex = at;
    const found = CELL.exec(text);
    if (found === null) {
      return new Invalid(
        `its line ${line} has a quotation mark without a pair`,
      );
    }
    const [whole, quoted, bare = "", end] = found;
    cells.push(quoted?.replaceAll('""', '"') ?? bare);
    at += whole.length;
    if (end !== ",") {
      if (cells.length > 1 || cells[0] !== "") lines.push({ line, cells });
      cells = [];
    } else if (at === text.length) lines.push({ line, cells: [...cells, ""] });
    line += whole.split("\n").length - 1;
  }
  return lines;
}
