import type { ComponentChildren } from "preact";
import type { ChartWindow } from "../../scheduler/view/chart_windows.ts";
import { Segments } from "../parts/Segments.tsx";

/** What {@linkcode HistoryHead} is given. */
export interface HistoryHeadProps {
  readonly windows: readonly ChartWindow[];
  readonly shown: ChartWindow;
  readonly onShow: (label: string) => void;
  /** Why there are no curves; `null` while nothing is wrong. */
  readonly problem: string | null;
  readonly onRetry: () => void;
  /** The legend. */
  readonly children: ComponentChildren;
}

/** What stands above the charts. */
export function HistoryHead(props: HistoryHeadProps) {
  const { windows, shown, onShow, problem, onRetry, children } = props;
  return (
    <>
      <div class="ph hist">
        <h2 id="history-title">History</h2>
        <span class="sp" />
        {children}
        <Segments
          label="Time shown"
          options={windows.map(({ label }) => label)}
          chosen={shown.label}
          onChoose={onShow}
        />
      </div>
      {problem !== null && (
        <p class="foot" role="alert">
          <span>No curves yet: {problem}.</span>
          <button type="button" class="b sm" onClick={onRetry}>
            Try again
          </button>
        </p>
      )}
    </>
  );
}
