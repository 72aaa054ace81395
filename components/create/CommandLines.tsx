import type { VNode } from "preact";
import { useRef } from "preact/hooks";
import { paintLine } from "../../scheduler/view/command_paint.ts";

/** What {@linkcode CommandLines} is given. */
export interface CommandLinesProps {
  readonly text: string;
  /** Words that are wrong, by the line they stand on, from 1. */
  readonly wrong: ReadonlyMap<number, readonly string[]>;
}

interface Drawn {
  readonly of: string;
  readonly node: VNode;
}

/**
 * The lines of a text field, numbered and marked, to lie under it letter by
 * letter. A line that is as it was is not drawn again: a text may be long.
 */
export function CommandLines({ text, wrong }: CommandLinesProps) {
  const before = useRef<readonly Drawn[]>([]);
  before.current = text.split("\n").map((line, place) => {
    const tokens = wrong.get(place + 1);
    const of = JSON.stringify([line, tokens]);
    const drawn = before.current[place];
    return drawn?.of === of ? drawn : { of, node: drawLine(line, tokens) };
  });
  return (
    <div class="lns" aria-hidden="true">
      {before.current.map(({ node }) => node)}
    </div>
  );
}

function drawLine(line: string, tokens?: readonly string[]): VNode {
  return (
    <div class={tokens === undefined ? "ln" : "ln bad"}>
      {paintLine(line, tokens).map(({ text, ink }, place) =>
        ink === "plain"
          ? text
          : <span key={place} class={`ink-${ink}`}>{text}</span>
      )}
    </div>
  );
}
