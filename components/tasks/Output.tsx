import { type ComponentChild, Fragment, h, type VNode } from "preact";
import type { TerminalLine } from "../../scheduler/view/terminal_text.ts";

/** What {@linkcode Output} is given. */
export interface OutputProps {
  readonly id: string;
  readonly lines: readonly TerminalLine[];
  /** What stands where there are no lines. */
  readonly none: string;
  readonly look?: string;
}

/** The output of a task; text and its colors, whatever a program printed. */
export function Output({ id, lines, none, look = "h" }: OutputProps) {
  return (
    <div
      class={`tty ${look}`}
      role="log"
      aria-label={`Output of ${id}`}
      tabIndex={0}
    >
      {lines.length === 0 ? <span class="none">{none}</span> : painted(lines)}
    </div>
  );
}

/** As few nodes as the looks allow: plain lines share one text. */
function painted(lines: readonly TerminalLine[]): VNode {
  const nodes: ComponentChild[] = [];
  let plain = "";
  for (const [at, line] of lines.entries()) {
    if (at > 0) plain += "\n";
    const runs = typeof line === "string" ? [{ text: line, look: "" }] : line;
    for (const { text, look, tint } of runs as Extract<TerminalLine, object>) {
      if (look === "") {
        plain += text;
        continue;
      }
      nodes.push(plain, <span class={look} style={tint}>{text}</span>);
      plain = "";
    }
  }
  return h(Fragment, null, ...nodes, plain);
}
