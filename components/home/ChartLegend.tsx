import { lineLook } from "../../scheduler/view/chart_panels.ts";
import type { GpuView } from "../../scheduler/view/board.ts";
import { LineSwatch } from "./LineSwatch.tsx";

/** What {@linkcode ChartLegend} is given. */
export interface ChartLegendProps {
  readonly gpus: readonly GpuView[];
  /** Physical indices of GPUs whose lines are not to be seen. */
  readonly hidden: ReadonlySet<number>;
  readonly onToggle: (gpu: number) => void;
  readonly onShowAll: () => void;
}

/** More than these get a row of their own. */
const BESIDE_TITLE = 8;

/** Which line is whose; each shows or hides one GPU in all charts. */
export function ChartLegend(props: ChartLegendProps) {
  const { gpus, hidden, onToggle, onShowAll } = props;
  return (
    <div
      class={gpus.length > BESIDE_TITLE ? "lg many" : "lg"}
      role="group"
      aria-label="GPUs in the charts"
    >
      {gpus.some(({ index }) => hidden.has(index)) && (
        <button type="button" class="chip" onClick={onShowAll}>
          Show all
        </button>
      )}
      {gpus.map(({ index, position }) => (
        <button
          key={index}
          type="button"
          class="chip"
          aria-pressed={hidden.has(index) ? "false" : "true"}
          onClick={() => onToggle(index)}
        >
          <LineSwatch look={lineLook(position)} />GPU {index}
        </button>
      ))}
    </div>
  );
}
