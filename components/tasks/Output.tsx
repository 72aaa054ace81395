import {
  Component,
  type ComponentChild,
  Fragment,
  h,
  type VNode,
} from "preact";
import type { TerminalLine } from "../../scheduler/view/terminal_text.ts";

/** What {@linkcode Output} is given. */
export interface OutputProps {
  readonly id: string;
  readonly lines: readonly TerminalLine[];
  /** How many lines came before these; it only grows. */
  readonly before?: number;
  /** What stands where there are no lines. */
  readonly none: string;
  readonly look?: string;
}

/** So many lines are drawn anew when one of them changes. */
const BLOCK_LINES = 50;

/** The output of a task; text and its colors, whatever a program printed. */
export function Output(props: OutputProps) {
  const { id, lines, before = 0, none, look = "h" } = props;
  const blocks: ComponentChild[] = [];
  for (let from = 0; from < lines.length;) {
    const number = Math.floor((before + from) / BLOCK_LINES);
    const to = (number + 1) * BLOCK_LINES - before;
    blocks.push(<Block key={number} lines={lines.slice(from, to)} />);
    from = to;
  }
  return (
    <div
      class={`tty ${look}`}
      role="log"
      aria-live="off"
      aria-label={`Output of ${id}`}
      tabIndex={0}
    >
      {lines.length === 0 ? <span class="none">{none}</span> : blocks}
    </div>
  );
}

/**
 * What a line is made of: text, and spans where it is painted. Parts of it are
 * children one by one: texts in a list are escaped twice on the server.
 */
export function runsOf(line: TerminalLine): string | VNode {
  if (typeof line === "string") return line;
  const nodes = line.map(({ text, look, tint }) =>
    look === "" ? text : h("span", { class: look, style: tint }, text)
  );
  return h(Fragment, null, ...nodes);
}

interface BlockProps {
  readonly lines: readonly TerminalLine[];
}

class Block extends Component<BlockProps> {
  override shouldComponentUpdate({ lines }: BlockProps): boolean {
    const now = this.props.lines;
    return lines.length !== now.length ||
      lines.some((line, place) => line !== now[place]);
  }

  render({ lines }: BlockProps) {
    return h("div", { class: "lb" }, ...painted(lines));
  }
}

/** As few nodes as the looks allow: plain lines share one text. */
function painted(lines: readonly TerminalLine[]): readonly ComponentChild[] {
  const nodes: ComponentChild[] = [];
  let plain = "";
  for (const line of lines) {
    if (typeof line === "string") plain += line;
    else {
      nodes.push(plain, runsOf(line));
      plain = "";
    }
    plain += "\n";
  }
  return [...nodes, plain];
}
