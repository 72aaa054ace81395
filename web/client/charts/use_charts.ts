import { type ReadonlySignal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import {
  addToLongPast,
  type LongPast,
  MAX_SLOTS,
  openPast,
  type SentPast,
} from "../../../scheduler/view/long_past.ts";
import { ask } from "../api.ts";
import { board } from "../feed.ts";
import { reasonOf } from "../toasts.ts";
import type { LineChart } from "./line_chart.ts";

/** What charts need beyond the page; `null` until it is there. */
export interface Charts {
  readonly Chart: typeof LineChart;
  readonly past: LongPast;
}

/** The charts, or why there are none. */
export interface ChartsHeld {
  readonly charts: Charts | null;
  readonly problem: string | null;
}

const NOTHING: ChartsHeld = { charts: null, problem: null };

/**
 * Loads what draws and the past while charts are wanted, and lets the past
 * grow with the feed. A page out of sight goes on reading and draws nothing.
 */
export function useCharts(
  isWanted: boolean,
  attempt: number,
): ReadonlySignal<ChartsHeld> {
  const held = useSignal(NOTHING);
  useEffect(() => {
    if (!isWanted) return;
    let latest: Charts | null = null;
    let isOver = false;
    const show = () => {
      if (!document.hidden && latest !== null) {
        held.value = { charts: latest, problem: null };
      }
    };
    const stopReading = board.subscribe((now) => {
      if (now === null || latest === null) return;
      latest = { ...latest, past: addToLongPast(latest.past, now) };
      show();
    });
    document.addEventListener("visibilitychange", show);
    load().then((charts) => {
      if (isOver) return;
      latest = charts;
      show();
    }, (error: unknown) => {
      if (!isOver) held.value = { charts: null, problem: reasonOf(error) };
    });
    return () => {
      isOver = true;
      stopReading();
      document.removeEventListener("visibilitychange", show);
      held.value = NOTHING;
    };
  }, [isWanted, attempt]);
  return held;
}

async function load(): Promise<Charts> {
  const [{ LineChart }, sent] = await Promise.all([
    import("./line_chart.ts"),
    ask("GET", `/api/v1/histories?slots=${MAX_SLOTS}`),
  ]);
  return { Chart: LineChart, past: openPast(sent as SentPast) };
}
