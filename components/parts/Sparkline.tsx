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
      <path class="a" d={areaPath(values, max)} />
      <path class="ln" d={linePath(values, max)} />
    </svg>
  );
}

/** Draws known stretches as lines; a lone value becomes a short dash. */
export function linePath(values: readonly (number | null)[], max: number) {
  return stretches(values, max)
    .map(([first, ...rest]) => `M${first!.join(" ")}h.1${lineTo(rest)}`)
    .join("");
}

/** The areas under the same stretches. */
function areaPath(values: readonly (number | null)[], max: number): string {
  return stretches(values, max).map((points) =>
    `M${points[0]![0]} ${HEIGHT}${lineTo(points)}V${HEIGHT}z`
  ).join("");
}

type Point = readonly [x: number, y: number];

/** Where the values lie, cut where one is not known. */
function stretches(
  values: readonly (number | null)[],
  max: number,
): readonly (readonly Point[])[] {
  const step = WIDTH / Math.max(1, values.length - 1);
  const found: Point[][] = [];
  for (const [place, value] of values.entries()) {
    if (value === null) continue;
    const share = Math.min(1, Math.max(0, value / max));
    const y = rounded(HEIGHT - .5 - share * (HEIGHT - 1));
    const isNew = place === 0 || values[place - 1] === null;
    if (isNew) found.push([]);
    found.at(-1)!.push([rounded(place * step), y]);
  }
  return found;
}

function lineTo(points: readonly Point[]): string {
  return points.map((point) => `L${point.join(" ")}`).join("");
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
