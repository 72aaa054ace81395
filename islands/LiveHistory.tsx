import { useComputed, useSignal } from "@preact/signals";
import { ChartFigure } from "../components/home/ChartFigure.tsx";
import { ChartLegend } from "../components/home/ChartLegend.tsx";
import { ChartTip } from "../components/home/ChartTip.tsx";
import { HistoryHead } from "../components/home/HistoryHead.tsx";
import type { BoardView } from "../scheduler/view/board.ts";
import { chartPanels } from "../scheduler/view/chart_panels.ts";
import { pointAt } from "../scheduler/view/chart_points.ts";
import { chartWindows, windowNamed } from "../scheduler/view/chart_windows.ts";
import { LineCanvas } from "../web/client/charts/line_canvas.tsx";
import {
  useThemeChanges,
  useWideWindow,
} from "../web/client/charts/surroundings.ts";
import { type Charts, useCharts } from "../web/client/charts/use_charts.ts";
import { isFlags, isText, useRemembered } from "../web/client/remembered.ts";
import { useBoard } from "../web/client/use_board.ts";

/** What {@linkcode LiveHistory} is given. */
export interface LiveHistoryProps {
  readonly initial: BoardView;
  /** How far back the charts can reach. */
  readonly spanMs: number;
}

/**
 * The recent past in six small charts. They need a script and a wide window,
 * and only then is what draws them loaded, after the page was painted.
 */
export default function LiveHistory({ initial, spanMs }: LiveHistoryProps) {
  const board = useBoard(initial).value;
  const isWide = useWideWindow().value;
  const attempt = useSignal(0);
  const { charts, problem } = useCharts(isWide, attempt.value).value;
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
        charts={charts}
        hidden={hidden}
        windowMs={shown.ms}
        ago={shown.ago}
      />
    </section>
  );
}

interface SmallChartsProps {
  readonly board: BoardView;
  /** `null` while they are on their way. */
  readonly charts: Charts | null;
  readonly hidden: ReadonlySet<number>;
  readonly windowMs: number;
  readonly ago: string;
}

function SmallCharts(props: SmallChartsProps) {
  const { board, charts, hidden, windowMs, ago } = props;
  const theme = useThemeChanges().value;
  const pointer = useSignal<{ title: string; share: number } | null>(null);
  const { title = "", share = null } = pointer.value ?? {};
  const timesMs = charts?.past.timesMs ?? [];
  const toMs = timesMs.at(-1) ?? board.nowMs;
  const span = { fromMs: toMs - windowMs, toMs };
  const point = share === null ? null : pointAt(timesMs, span, share);
  return (
    <div class="charts">
      {chartPanels(board, charts?.past ?? null).map((panel) => (
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
          {charts !== null && (
            <LineCanvas
              {...{ panel, timesMs, span, hidden, theme }}
              Chart={charts.Chart}
            />
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
