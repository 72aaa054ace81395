import type { QueueMode } from "./ModeSwitch.tsx";

/** What {@linkcode TagsField} is given. */
export interface TagsFieldProps {
  readonly value: string;
  readonly mode: QueueMode;
  readonly onInput?: ((text: string) => void) | undefined;
}

/** Words to find and group the tasks by. */
export function TagsField({ value, mode, onInput }: TagsFieldProps) {
  return (
    <div class="f">
      <label for="tags">{mode === "multi" ? "Tags for all" : "Tags"}</label>
      <input
        class="in"
        id="tags"
        name="tags"
        value={value}
        placeholder="none"
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        aria-describedby="tags-help"
        onInput={(event) => onInput?.(event.currentTarget.value)}
      />
      <p class="help" id="tags-help">
        Words with commas between them, to find and group tasks by. A line of
        its own adds more with <span class="mono s">ant_tags=a,b</span>.
      </p>
    </div>
  );
}
