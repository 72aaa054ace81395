/** What {@linkcode LineCount} is given. */
export interface LineCountProps {
  readonly label: string;
  readonly value: number;
  readonly max: number;
  /** Called with a whole number from 1 to `max`. */
  readonly onChange: (lines: number) => void;
}

/**
 * How many lines of output to show: a slider and a field. The field keeps
 * what is typed until it is left, so that it can be emptied and written anew.
 */
export function LineCount({ label, value, max, onChange }: LineCountProps) {
  const take = (text: string) => {
    const lines = Math.round(Number(text));
    if (text.trim() === "" || !Number.isFinite(lines)) return;
    onChange(Math.min(max, Math.max(1, lines)));
  };
  return (
    <label class="line needs-js lines-control">
      <span class="dim nw">{label}</span>
      <input
        class="range"
        type="range"
        min={1}
        max={max}
        value={value}
        aria-label={label}
        onInput={(event) => take(event.currentTarget.value)}
      />
      <input
        class="in only-l"
        inputMode="numeric"
        value={value}
        aria-label={`${label}, number`}
        onChange={(event) => take(event.currentTarget.value)}
      />
    </label>
  );
}
