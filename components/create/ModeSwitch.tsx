/** How the command text is read. */
export type QueueMode = "single" | "multi";

/** What {@linkcode ModeSwitch} is given. */
export interface ModeSwitchProps {
  readonly mode: QueueMode;
  readonly onChange?: ((mode: QueueMode) => void) | undefined;
}

/** One command, or one on every line. */
export function ModeSwitch({ mode, onChange }: ModeSwitchProps) {
  return (
    <span class="seg" role="radiogroup" aria-label="Mode">
      {(["single", "multi"] as const).map((each) => (
        <label key={each}>
          <input
            class="sr"
            type="radio"
            name="queue_mode"
            value={each}
            checked={mode === each}
            onChange={() => onChange?.(each)}
          />
          {each === "single" ? "Single" : "Multi"}
        </label>
      ))}
    </span>
  );
}
