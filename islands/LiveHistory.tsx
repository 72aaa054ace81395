import { useSignal } from "@preact/signals";
import type { ComponentChildren, FunctionComponent } from "preact";
import { useEffect } from "preact/hooks";
import type { BoardView } from "../scheduler/view/board.ts";
import { useWideWindow } from "../web/client/charts/wide_window.ts";
import type { HistoryPanelProps } from "./HistoryPanel.tsx";

/** What {@linkcode LiveHistory} is given. */
export interface LiveHistoryProps {
  readonly initial: BoardView;
  /** How far back the charts can reach. */
  readonly spanMs: number;
  /** The same without curves, until they can be drawn. */
  readonly children: ComponentChildren;
}

/**
 * The recent past in charts. They need a script and a wide window, and only
 * then is what draws them loaded, after the page was painted.
 */
export default function LiveHistory(props: LiveHistoryProps) {
  const { initial, spanMs, children } = props;
  const isWide = useWideWindow().value;
  const panel = useSignal<FunctionComponent<HistoryPanelProps> | null>(null);
  const isMissing = useSignal(false);
  useEffect(() => {
    if (!isWide) return;
    import("./HistoryPanel.tsx").then(
      (loaded) => panel.value = loaded.default,
      () => isMissing.value = true,
    );
  }, [isWide]);
  const Panel = panel.value;
  if (isWide && Panel !== null) {
    return <Panel initial={initial} spanMs={spanMs} />;
  }
  return (
    <>
      {children}
      {isWide && isMissing.value && (
        <p class="foot" role="alert">
          The charts could not be loaded. Reload the page to try again.
        </p>
      )}
    </>
  );
}
