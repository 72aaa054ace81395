// deno-lint-ignore-file no-control-regex -- Control characters are the subject.
import { TerminalPen } from "./terminal_pen.ts";
import {
  type TerminalLine,
  type TerminalRun,
  TerminalText,
} from "./terminal_text.ts";

/** Lines as a terminal leaves them, and their paint as codes. */
export interface PaintedLines {
  readonly lines: readonly TerminalLine[];
  /** What the last line begins with. */
  readonly codesLast: string;
  /** What the next line begins with. */
  readonly codes: string;
}

/** From here on a line that rewrites itself is cut to its last states. */
const LONG_LINE = 4_096;
const SPECIAL = /[\u0000-\u0008\u000a-\u001f\u007f]/;
/** Paint alone, as most lines have it; parting by it leaves text and codes. */
const PAINT = /\u001b\[([\d;:]{0,256})m/;

/**
 * Paints whole lines, without their line feeds. What the first begins with is
 * given as codes: so a log may be painted in pieces, from anywhere on.
 */
export function paintLines(
  lines: readonly string[],
  codes: string,
): PaintedLines {
  let pen = penOf(codes);
  let codesLast = codes;
  const painted = lines.map((line, place) => {
    if (place === lines.length - 1) codesLast = pen.codes;
    const quick = paintQuickly(line, pen);
    if (quick !== null) return quick;
    const terminal = new TerminalText(1, pen.codes);
    terminal.append(line);
    pen = penOf(terminal.codes);
    return terminal.lines[0] ?? "";
  });
  return { lines: painted, codesLast, codes: pen.codes };
}

/** Paints a line that does nothing else; `null`, and no paint, for others. */
function paintQuickly(line: string, pen: TerminalPen): TerminalLine | null {
  if (!SPECIAL.test(line) && pen.look === null) return line;
  const parts = line.split(PAINT);
  const isQuick = line.length <= LONG_LINE &&
    parts.every((part) => !SPECIAL.test(part));
  if (!isQuick) return null;
  const runs: TerminalRun[] = [];
  for (const [place, part] of parts.entries()) {
    if (place % 2 === 1) pen.take(part);
    else if (part !== "") {
      runs.push({ ...(pen.look ?? { look: "" }), text: part });
    }
  }
  const isPlain = runs.every(({ look }) => look === "");
  return isPlain ? runs.map(({ text }) => text).join("") : runs;
}

function penOf(codes: string): TerminalPen {
  const pen = new TerminalPen();
  if (codes !== "") pen.take(codes);
  return pen;
}

/**
 * Cuts what a progress bar has long written over from a line that grows, and
 * keeps the paint; other lines stay as they are.
 */
export function lastStates(line: string): string {
  if (line.length <= LONG_LINE) return line;
  const last = line.lastIndexOf("\r", line.length - 2);
  const cut = last <= 0 ? -1 : line.lastIndexOf("\r", last - 1);
  if (cut <= 0) return line;
  const { codes } = paintLines([line.slice(0, cut)], "");
  return `${codes === "" ? "" : `\u001b[${codes}m`}${line.slice(cut)}`;
}

/** What a line says, without its paint. */
export function plainText(line: TerminalLine): string {
  return typeof line === "string"
    ? line
    : line.map(({ text }) => text).join("");
}
