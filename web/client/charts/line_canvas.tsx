import { useEffect, useRef } from "preact/hooks";
import { type Drawing, LineChart } from "./line_chart.ts";

/** What {@linkcode LineCanvas} is given. */
export interface LineCanvasProps extends Drawing {
  /** Changes with the theme. */
  readonly theme: number;
}

/** A canvas with the lines of one panel, for as long as it is shown. */
export function LineCanvas({ theme, ...drawing }: LineCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const chart = useRef<LineChart | null>(null);
  const { panel, timesMs, span, hidden } = drawing;
  useEffect(() => {
    chart.current = new LineChart(canvas.current!);
    return () => chart.current?.close();
  }, []);
  useEffect(
    () => chart.current?.draw(drawing),
    [theme, timesMs, span.toMs, span.fromMs, hidden, panel.max],
  );
  return <canvas ref={canvas} aria-hidden="true" />;
}
