import {
  asksFor,
  toggledWhose,
  type Viewer,
} from "../../scheduler/view/whose.ts";

/** What {@linkcode MineChip} is given. */
export interface MineChipProps {
  /** Absent where nobody has a token of their own. */
  readonly viewer: Viewer | undefined;
  /** What is searched for. */
  readonly text: string;
  /** The address that searches for something else. */
  readonly hrefOf: (text: string) => string;
  /** Searches without leaving the page. */
  readonly onText?: (text: string) => void;
}

/** Chooses what the viewer has submitted: a link, which an island takes over. */
export function MineChip({ viewer, text, hrefOf, onText }: MineChipProps) {
  if (viewer === undefined) return null;
  const isOn = asksFor(text, viewer);
  const next = toggledWhose(text, viewer);
  return (
    <a
      class={isOn ? "chip on" : "chip"}
      href={hrefOf(next)}
      title={isOn ? "Shown; click to let go" : "Click to show your own"}
      aria-current={isOn ? "true" : undefined}
      data-query
      onClick={onText && ((event) => {
        if (event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        onText(next);
      })}
    >
      Mine
    </a>
  );
}
