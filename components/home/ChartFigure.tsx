import type { ComponentChildren } from "preact";
import type { ChartPanel } from "../../scheduler/view/chart_panels.ts";
import { grouped } from "../../scheduler/view/words.ts";

/** What {@linkcode ChartFigure} is given. */
export interface ChartFigureProps {
  readonly panel: ChartPanel;
  /** What stands at the left end of its time. */
  readonly ago: string;
  /** Where all charts mark the moment that is pointed at, from 0 to 1. */
  readonly crossShare: number | null;
  /** Told where the pointer is in this one; `null` when it leaves. */
  readonly onPoint: (share: number | null) => void;
  /** The lines, and words on what is pointed at. */
  readonly children?: ComponentChildren;
}

/** One small chart: what it shows, its present, its ends. */
export function ChartFigure(props: ChartFigureProps) {
  const { panel, ago, crossShare, onPoint, children } = props;
  const onPointerMove = (event: PointerEvent) => {
    const box = (event.currentTarget as Element).getBoundingClientRect();
    const share = (event.clientX - box.left) / box.width;
    onPoint(Math.min(1, Math.max(0, share)));
  };
  return (
    <figure class="ch">
      <figcaption>
        <span>{panel.title}</span>
        <b>{panel.now}</b>
      </figcaption>
      <div class="yl" aria-hidden="true">
        <span>{grouped(panel.max)}</span>
        <span>{grouped(panel.min)}</span>
      </div>
      <div
        class="plot"
        onPointerMove={onPointerMove}
        onPointerLeave={() => onPoint(null)}
      >
        {children}
        {crossShare !== null && (
          <i class="cross" style={`--x:${(crossShare * 100).toFixed(2)}%`} />
        )}
      </div>
      <div class="xl" aria-hidden="true">
        <span>{ago}</span>
        <span>now</span>
      </div>
    </figure>
  );
}
