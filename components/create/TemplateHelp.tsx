import type { ComponentChildren } from "preact";
import { TEMPLATES } from "./templates.ts";

/** What {@linkcode TemplateHelp} is given. */
export interface TemplateHelpProps {
  readonly open: boolean;
  readonly onToggle: (open: boolean) => void;
  readonly onInsert: (template: string) => void;
  /** What the templates mean. */
  readonly children: ComponentChildren;
}

/** The templates, each of which a click inserts at the cursor. */
export function TemplateHelp(props: TemplateHelpProps) {
  const { open, onToggle, onInsert, children } = props;
  return (
    <div class="f">
      <div
        class="line needs-js"
        role="group"
        aria-label="Insert a template"
      >
        {TEMPLATES.map(([text, meaning]) => (
          <button
            key={text}
            type="button"
            class="chip mono s"
            title={meaning}
            // Keeps the cursor in the field it inserts into.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onInsert(text)}
          >
            {text}
          </button>
        ))}
      </div>
      <details
        class="plain"
        open={open}
        onToggle={(event) => onToggle(event.currentTarget.open)}
      >
        <summary>What templates mean</summary>
        {children}
      </details>
    </div>
  );
}
