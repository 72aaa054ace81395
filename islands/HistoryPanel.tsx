import { useComputed, useSignal } from "@preact/signals";
import { ChartFigure } from "../components/home/ChartFigure.tsx";
import { ChartLegend } from "../components/home/ChartLegend.tsx";
import { ChartTip } from "../components/home/ChartTip.tsx";
import { HistoryHead } from "../components/home/HistoryHead.tsx";
import type { BoardView } from "../scheduler/view/board.ts";
import { chartPanels } from "../scheduler/view/chart_panels.ts";
import { pointAt } from "../scheduler/view/chart_points.ts";
import { chartWindows, windowNamed } from "../scheduler/view/chart_windows.ts";
import type { LongPast } from "../scheduler/view/long_past.ts";
import { LineCanvas } from "../web/client/charts/line_canvas.tsx";
import { useThemeChanges } from "../web/client/charts/theme_changes.ts";
import { useCharts } from "../web/client/charts/use_charts.ts";
import { isFlags, isText, useRemembered } from "../web/client/remembered.ts";
import { useBoard } from "../web/client/use_board.ts";

/** What {@linkcode HistoryPanel} is given. */
export interface HistoryPanelProps {
  readonly initial: BoardView;
  /** How far back the charts can reach. */
  readonly spanMs: number;
}

/** The recent past in six small charts, for as long as it is shown. */
export default function HistoryPanel({ initial, spanMs }: HistoryPanelProps) {
  const board = useBoard(initial).value;
  const attempt = useSignal(0);
  const { past, problem } = useCharts(attempt.value).value;
  const label = useRemembered("ant.chart_window", "5 m", isText);
  const flags = useRemembered("ant.chart_hidden", {}, isFlags);
  const hidden = useComputed(() => hiddenIn(flags.value)).value;
  const windows = chartWindows(spanMs);
  const shown = windowNamed(label.value, windows);
  return (
    <section class="p only-l needs-js" aria-labelledby="history-title">
      <HistoryHead
        windows={windows}
        shown={shown}
        onShow={(chosen) => label.value = chosen}
        problem={problem}
        onRetry={() => attempt.value++}
      >
        <ChartLegend
          gpus={board.gpus}
          hidden={hidden}
          onToggle={(gpu) =>
            flags.value = { ...flags.value, [gpu]: !hidden.has(gpu) }}
          onShowAll={() => flags.value = {}}
        />
      </HistoryHead>
      <SmallCharts
        board={board}
        past={past}
        hidden={hidden}
        windowMs={shown.ms}
        ago={shown.ago}
      />
    </section>
  );
}

interface SmallChartsProps {
  readonly board: BoardView;
  /** `null` while it is on its way. */
  readonly past: LongPast | null;
  readonly hidden: ReadonlySet<number>;
  readonly windowMs: number;
  readonly ago: string;
}

function SmallCharts(props: SmallChartsProps) {
  const { board, past, hidden, windowMs, ago } = props;
  const theme = useThemeChanges().value;
  const pointer = useSignal<{ title: string; share: number } | null>(null);
  const { title = "", share = null } = pointer.value ?? {};
  const timesMs = past?.timesMs ?? [];
  const toMs = timesMs.at(-1) ?? board.nowMs;
  const span = { fromMs: toMs - windowMs, toMs };
  const point = share === null ? null : pointAt(timesMs, span, share);
  return (
    <div class="charts">
      {chartPanels(board, past).map((panel) => (
        <ChartFigure
          key={panel.title}
          panel={panel}
          ago={ago}
          crossShare={point?.share ?? null}
          onPoint={(share) =>
            pointer.value = share === null
              ? null
              : { title: panel.title, share }}
        >
          {past !== null && (
            <LineCanvas {...{ panel, timesMs, span, hidden, theme }} />
          )}
          {title === panel.title && point !== null && (
            <ChartTip {...{ panel, timesMs, hidden }} point={point} />
          )}
        </ChartFigure>
      ))}
    </div>
  );
}

function hiddenIn(
  flags: Readonly<Record<string, boolean>>,
): ReadonlySet<number> {
  const names = Object.keys(flags).filter((gpu) => flags[gpu]);
  return new Set(names.map(Number));
}
