import { Component, type JSX, type Ref } from "preact";
import type { TerminalLine } from "../../scheduler/view/terminal_text.ts";
import { grouped } from "../../scheduler/view/words.ts";
import { runsOf } from "../tasks/Output.tsx";

/** Lines that come and go together. */
export interface ShownBlock {
  readonly key: string;
  readonly painted: readonly TerminalLine[];
}

/** The first and the last of some lines, by their numbers. */
export type LineSpan = readonly [first: number, last: number];

/** Marks in a line what is looked for. */
export type MarkLine = (line: TerminalLine, look: string) => TerminalLine;

/** What stands out among the lines. */
export interface LineMarks {
  /** What the address points at. */
  readonly target: LineSpan | null;
  /** `null` where nothing is looked for. */
  readonly mark: MarkLine | null;
  /** The line of the hit that is looked at. */
  readonly current: number | null;
  readonly errors: ReadonlySet<number>;
}

/** What {@linkcode LogLines} is given. */
export interface LogLinesProps {
  readonly id: string;
  readonly blocks: readonly ShownBlock[];
  /** The number of the first line; `null` while it is not known. */
  readonly fromLine: number | null;
  readonly marks: LineMarks;
  readonly wrap: boolean;
  /** A script holds the place; without one, the end stays in sight. */
  readonly awake: boolean;
  readonly none: string;
  readonly boxRef?: Ref<HTMLDivElement>;
}

/** From here on numbers are too wide for the usual column. */
const WIDE_NUMBER = 9_999_999;

/** The window on a log: numbered lines, as blocks that are drawn once. */
export function LogLines(props: LogLinesProps) {
  const { id, blocks, fromLine, marks, wrap, none } = props;
  const shown: JSX.Element[] = [];
  let first = fromLine;
  for (const { key, painted } of blocks) {
    shown.push(
      <Block
        key={key}
        painted={painted}
        first={first}
        mark={marks.mark}
        looks={looksOf(first, painted.length, marks)}
      />,
    );
    if (first !== null) first += painted.length;
  }
  const isWide = first !== null && first > WIDE_NUMBER;
  return (
    <div
      ref={props.boxRef ?? null}
      id="log-lines"
      class={[
        "tty lines",
        wrap ? "" : "nowrap",
        isWide ? "wide" : "",
        props.awake ? "" : "at-end",
      ].join(" ")}
      role="log"
      aria-live="off"
      aria-label={`Output of ${id}`}
      tabIndex={0}
    >
      {shown.length === 0
        ? <p class="none">{none}</p>
        : <div class="blocks">{shown}</div>}
    </div>
  );
}

interface BlockProps {
  readonly painted: readonly TerminalLine[];
  readonly first: number | null;
  readonly mark: MarkLine | null;
  /** The looks of lines that stand out, by their place; as text, to compare. */
  readonly looks: string;
}

class Block extends Component<BlockProps> {
  override shouldComponentUpdate(next: BlockProps): boolean {
    const now = this.props;
    return next.painted !== now.painted || next.first !== now.first ||
      next.mark !== now.mark || next.looks !== now.looks;
  }

  render({ painted, first, mark, looks }: BlockProps) {
    const standing = new Map(
      looks.split(",").map((one) => one.split(":") as [string, string]),
    );
    return (
      <div class="lb">
        {painted.map((line, place) => {
          const look = standing.get(String(place)) ?? "";
          const hit = look.includes("on") ? "hit on" : "hit";
          const marked = mark === null ? line : mark(line, hit);
          return drawLine(marked, first === null ? null : first + place, look);
        })}
      </div>
    );
  }
}

function drawLine(line: TerminalLine, number: number | null, look: string) {
  const place = number === null ? {} : { id: `L${number}` };
  return (
    <div class={`ll ${look}`} {...place}>
      {number !== null && (
        <a
          href={`#L${number}`}
          data-n={grouped(number)}
          aria-label={`Line ${number}`}
          tabIndex={-1}
        />
      )}
      {runsOf(line)}
      {"\n"}
    </div>
  );
}

/** Which of a block's lines stand out, and how, as `place:look`. */
function looksOf(
  first: number | null,
  count: number,
  { target, current, errors }: LineMarks,
): string {
  if (first === null) return "";
  const isPlain = target === null && current === null && errors.size === 0;
  if (isPlain) return "";
  const found: string[] = [];
  for (let place = 0; place < count; place++) {
    const line = first + place;
    const looks = [
      errors.has(line) ? "er" : "",
      target !== null && line >= target[0] && line <= target[1] ? "to" : "",
      line === current ? "on" : "",
    ].filter((look) => look !== "");
    if (looks.length > 0) found.push(`${place}:${looks.join(" ")}`);
  }
  return found.join(",");
}
