import type { ChartPanel } from "../../scheduler/view/chart_panels.ts";
import type { PastPoint } from "../../scheduler/view/chart_points.ts";
import { age, measured, whenExactly } from "../../scheduler/view/words.ts";
import { LineSwatch } from "./LineSwatch.tsx";

/** What {@linkcode ChartTip} is given. */
export interface ChartTipProps {
  readonly panel: ChartPanel;
  readonly timesMs: readonly number[];
  readonly point: PastPoint;
  readonly hidden: ReadonlySet<number>;
}

/** Rows in one column. */
const ROWS = 8;

/** Every value at one moment. */
export function ChartTip(props: ChartTipProps) {
  const { panel, timesMs, hidden, point: { slot, share } } = props;
  const atMs = timesMs[slot]!;
  const agoMs = timesMs.at(-1)! - atMs;
  const lines = panel.lines.filter(({ gpu }) =>
    gpu === null || !hidden.has(gpu)
  );
  const columns = Math.ceil(lines.length / ROWS);
  return (
    <div
      class={share > .5 ? "tip right" : "tip"}
      style={`--c:${columns}`}
      aria-hidden="true"
    >
      <p>
        <b>{agoMs < 1_000 ? "now" : `${age(agoMs)} ago`}</b>{" "}
        {whenExactly(atMs).split(", ")[1]}
      </p>
      <dl>
        {lines.map(({ gpu, look, values }) => (
          <div key={gpu}>
            <dt>
              <LineSwatch look={look} />
              {gpu === null ? panel.title : `GPU ${gpu}`}
            </dt>
            <dd>{measured(values[slot] ?? null, panel.unit)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
