const WIDTH = 120;
const HEIGHT = 36;

/** What {@linkcode Sparkline} is given. */
export interface SparklineProps {
  /** Oldest first; `null` leaves a gap. */
  readonly values: readonly (number | null)[];
  readonly max: number;
  readonly label: string;
}

/** The recent past of one value, on a fixed scale. */
export function Sparkline({ values, max, label }: SparklineProps) {
  return (
    <svg
      class="spark"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      <path class="g" d={`M0 .5H${WIDTH}M0 ${HEIGHT - .5}H${WIDTH}`} />
      <path class="ln" d={linePath(values, max)} />
    </svg>
  );
}

/** Draws known stretches as lines; a lone value becomes a short dash. */
export function linePath(
  values: readonly (number | null)[],
  max: number,
): string {
  const step = WIDTH / Math.max(1, values.length - 1);
  let isOpen = false;
  let path = "";
  for (const [place, value] of values.entries()) {
    if (value === null) {
      isOpen = false;
      continue;
    }
    const share = Math.min(1, Math.max(0, value / max));
    const x = rounded(place * step);
    const y = rounded(HEIGHT - .5 - share * (HEIGHT - 1));
    path += isOpen ? `L${x} ${y}` : `M${x} ${y}h.1`;
    isOpen = true;
  }
  return path;
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
