/** What {@linkcode Segments} is given. */
export interface SegmentsProps {
  readonly label: string;
  readonly options: readonly string[];
  readonly chosen: string;
  readonly onChoose: (option: string) => void;
}

/** A choice among a few; it needs a script. */
export function Segments(props: SegmentsProps) {
  const { label, options, chosen, onChoose } = props;
  return (
    <span class="seg needs-js" role="group" aria-label={label}>
      {options.map((option) => (
        <button
          key={option}
          type="button"
          aria-pressed={option === chosen ? "true" : "false"}
          onClick={() => onChoose(option)}
        >
          {option}
        </button>
      ))}
    </span>
  );
}
