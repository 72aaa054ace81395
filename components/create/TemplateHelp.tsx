/** What stands for something drawn when a task is queued. */
export interface Template {
  readonly text: string;
  readonly meaning: string;
}

const TEMPLATES: readonly Template[] = [
  { text: "[uuid]", meaning: "a UUID" },
  { text: "[uuid8]", meaning: "its first eight characters" },
  { text: "[date]", meaning: "today, as 20261121" },
  { text: "[time]", meaning: "now, as 154200" },
  { text: "[datetime]", meaning: "both" },
  { text: "[random_phrase]", meaning: "a few words" },
  { text: "[randint:1000:9999]", meaning: "a whole number" },
  { text: "{rand int 1 9}", meaning: "a whole number, in a command" },
  { text: "{rand float 0 1}", meaning: "a number, in a command" },
];

/** What {@linkcode TemplateHelp} is given. */
export interface TemplateHelpProps {
  readonly open: boolean;
  readonly onToggle?: ((open: boolean) => void) | undefined;
  readonly onInsert?: ((template: string) => void) | undefined;
}

/** The templates, each of which a click inserts at the cursor. */
export function TemplateHelp({ open, onToggle, onInsert }: TemplateHelpProps) {
  return (
    <details
      class="help-box"
      open={open}
      onToggle={(event) => onToggle?.(event.currentTarget.open)}
    >
      <summary>Templates</summary>
      <p class="mt-1">
        Square brackets work in Task ID and in{" "}
        <span class="mono s">ant_task_id</span>, curly ones in commands. Each is
        drawn once for each task: <span class="mono s">vit-[uuid8]</span>{" "}
        becomes <span class="mono s">vit-7f6e0c55</span>.
      </p>
      <div class="line mt-2" role="group" aria-label="Insert a template">
        {TEMPLATES.map(({ text, meaning }) => (
          <button
            key={text}
            type="button"
            class="chip mono s"
            title={meaning}
            // Keeps the cursor in the field it inserts into.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onInsert?.(text)}
          >
            {text}
          </button>
        ))}
      </div>
    </details>
  );
}
