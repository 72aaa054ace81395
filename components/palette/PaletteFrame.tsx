import type { ComponentChildren, Ref } from "preact";
import { Icon } from "../parts/Icon.tsx";

/** What {@linkcode PaletteFrame} is given; nothing while it only stands there. */
export interface PaletteFrameProps {
  readonly field?: Ref<HTMLInputElement>;
  readonly query?: string;
  /** The id of the chosen item's element. */
  readonly chosen?: string | null;
  /** The id of the task whose actions are shown. */
  readonly subject?: string | null;
  readonly onQuery?: (query: string) => void;
  /** What was found. */
  readonly children?: ComponentChildren;
}

/** Where one types to find a task or an action, and what was found. */
export function PaletteFrame(props: PaletteFrameProps) {
  const { field, query, chosen, subject, onQuery, children } = props;
  return (
    <div class="in-pal">
      <div class="inw">
        <Icon name="search" />
        {subject && <span class="subject mono cut">{subject}</span>}
        <input
          ref={field ?? null}
          class="in"
          type="text"
          role="combobox"
          aria-label="Find a task or an action"
          aria-expanded={children ? "true" : "false"}
          aria-controls="palette-list"
          aria-autocomplete="list"
          aria-activedescendant={chosen ?? undefined}
          placeholder={subject ? "What to do" : "Find a task or an action"}
          autocomplete="off"
          spellcheck={false}
          autofocus
          value={query}
          onInput={({ currentTarget }) => onQuery?.(currentTarget.value)}
        />
        <form method="dialog" class="contents">
          <button type="submit" class="b gh ic sm" aria-label="Close">
            <Icon name="x" />
          </button>
        </form>
      </div>
      {children}
    </div>
  );
}
