// deno-lint-ignore-file no-control-regex -- Control characters are the subject.
import { type TerminalLine, TerminalText } from "./terminal_text.ts";

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

/**
 * Paints whole lines, without their line feeds. What the first begins with is
 * given as codes: so a log may be painted in pieces, from anywhere on.
 */
export function paintLines(
  lines: readonly string[],
  codes: string,
): PaintedLines {
  let pen = codes;
  let codesLast = codes;
  const painted = lines.map((line) => {
    codesLast = pen;
    if (pen === "" && !SPECIAL.test(line)) return line;
    const terminal = new TerminalText(1, pen);
    terminal.append(line);
    pen = terminal.codes;
    return terminal.lines[0] ?? "";
  });
  return { lines: painted, codesLast, codes: pen };
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
