import {
  Chart,
  type ChartDataset,
  LinearScale,
  LineController,
  LineElement,
  type Point,
  PointElement,
} from "chart.js";
import type { ChartPanel } from "../../../scheduler/view/chart_panels.ts";
import {
  chartPoints,
  type ChartSpan,
} from "../../../scheduler/view/chart_points.ts";

Chart.register(LineController, LineElement, PointElement, LinearScale);

/** What to draw. */
export interface Drawing {
  readonly panel: ChartPanel;
  readonly timesMs: readonly number[];
  readonly span: ChartSpan;
  /** Physical indices of GPUs whose lines are not to be seen. */
  readonly hidden: ReadonlySet<number>;
}

type Line = ChartDataset<"line", Point[]>;

/** Lines on a canvas that takes the size of the box around it. */
export class LineChart {
  readonly #chart: Chart<"line", Point[]>;

  constructor(canvas: HTMLCanvasElement) {
    const bare = { type: "linear", display: false } as const;
    this.#chart = new Chart<"line", Point[]>(canvas, {
      type: "line",
      data: { datasets: [] },
      options: {
        animation: false,
        responsive: true,
        maintainAspectRatio: false,
        events: [],
        parsing: false,
        normalized: true,
        spanGaps: false,
        elements: { point: { radius: 0 }, line: { borderJoinStyle: "round" } },
        // A line at the very top or bottom shows all of its width.
        layout: { padding: { top: 1, bottom: 1 } },
        scales: { x: bare, y: bare },
      },
    });
  }

  /** Draws at once; colors are those of the theme of now. */
  draw({ panel, timesMs, span, hidden }: Drawing): void {
    const style = getComputedStyle(document.documentElement);
    const { data, options } = this.#chart;
    const { scales } = options;
    Object.assign(scales!.x!, { min: span.fromMs, max: span.toMs });
    Object.assign(scales!.y!, { min: panel.min, max: panel.max });
    data.datasets.length = panel.lines.length;
    for (const [place, { gpu, look, values }] of panel.lines.entries()) {
      const line: Line = data.datasets[place] ?? { data: [] };
      data.datasets[place] = Object.assign(line, {
        // Gaps are `null`, which its types do not say, and its drawing knows.
        data: chartPoints(timesMs, values, span) as Point[],
        borderColor: style.getPropertyValue(`--${look.token}`).trim(),
        borderDash: [...look.dash],
        borderWidth: look.width,
        hidden: gpu !== null && hidden.has(gpu),
      });
    }
    this.#chart.update("none");
  }

  /** Lets go of the canvas. */
  close(): void {
    this.#chart.destroy();
  }
}
