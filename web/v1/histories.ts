import { sendPast, type SentPast } from "../../scheduler/mod.ts";
import type { State } from "../state.ts";

/** What was measured until now: so many slots, or all that there are. */
export function showHistories(
  { scheduler, config }: Pick<State, "scheduler" | "config">,
  slots: number = Infinity,
): SentPast {
  const { histories } = scheduler.machine;
  return sendPast(histories.view(), {
    atMs: Date.now(),
    intervalMs: config.refreshIntervalMs,
    size: config.historySize,
    smoothing: config.smootherAlpha,
    gpus: scheduler.settings.gpus,
    slots: Math.min(slots, histories.readSlots),
  });
}
