import type { BoardView } from "../../scheduler/view/board.ts";
import { chartPanels } from "../../scheduler/view/chart_panels.ts";
import { chartWindows } from "../../scheduler/view/chart_windows.ts";
import { ChartFigure } from "./ChartFigure.tsx";
import { ChartLegend } from "./ChartLegend.tsx";
import { HistoryHead } from "./HistoryHead.tsx";

/** What {@linkcode HistoryShell} is given. */
export interface HistoryShellProps {
  readonly board: BoardView;
  /** How far back the charts can reach. */
  readonly spanMs: number;
}

const NONE: ReadonlySet<number> = new Set();
const nothing = () => {};

/** The charts without curves: of the same size, so that nothing jumps. */
export function HistoryShell({ board, spanMs }: HistoryShellProps) {
  const windows = chartWindows(spanMs);
  const shown = windows.at(-1)!;
  return (
    <section class="p only-l needs-js" aria-labelledby="history-title">
      <HistoryHead
        windows={windows}
        shown={shown}
        onShow={nothing}
        problem={null}
        onRetry={nothing}
      >
        <ChartLegend
          gpus={board.gpus}
          hidden={NONE}
          onToggle={nothing}
          onShowAll={nothing}
        />
      </HistoryHead>
      <div class="charts">
        {chartPanels(board, null).map((panel) => (
          <ChartFigure
            key={panel.title}
            panel={panel}
            ago={shown.ago}
            crossShare={null}
            onPoint={nothing}
          />
        ))}
      </div>
    </section>
  );
}
