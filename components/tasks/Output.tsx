/** What {@linkcode Output} is given. */
export interface OutputProps {
  readonly id: string;
  readonly lines: readonly string[];
  /** What stands where there are no lines. */
  readonly none: string;
  readonly look?: string;
}

/** The output of a task; only text, whatever a program printed. */
export function Output({ id, lines, none, look = "h" }: OutputProps) {
  return (
    <div
      class={`tty ${look}`}
      role="log"
      aria-label={`Output of ${id}`}
      tabIndex={0}
    >
      {lines.length === 0 ? <span class="none">{none}</span> : lines.join("\n")}
    </div>
  );
}
