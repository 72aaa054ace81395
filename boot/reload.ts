import type { Config } from "../config/config.ts";
import { CONFIG_KEYS, type ConfigKey } from "../config/schema.ts";
import { StartError } from "../config/start_error.ts";
import type { Scheduler } from "../scheduler/mod.ts";
import type { RunnerLog } from "./runner_log.ts";

/** How a running server learns that its config has changed. */
export interface Reloads {
  /** Reads all of it again, arguments and environment included. */
  readonly load: () => Promise<Config>;
  /** Calls back whenever somebody asks to read it again. */
  readonly onAsked: (reload: () => void) => void;
}

/** What is taken over while the server runs; all else waits for a restart. */
const TAKEN: Readonly<Partial<Record<ConfigKey, keyof Config>>> = {
  "RUNNER_default_n_gpus": "defaultGpus",
  "RUNNER_max_cpu_tasks": "maxCpuTasks",
  "SCHEDULER_retry_delay": "retryDelayMs",
  "HANDLER_kill_grace": "killGraceMs",
  "LOGGER_level": "logLevel",
  "VISUALIZER_terminal_win_height": "liveLines",
  "VISUALIZER_ongoing_output_line_control_enabled": "ongoingLineControl",
  "VISUALIZER_completed_output_line_control_enabled": "completedLineControl",
  "VISUALIZER_completed_output_default_lines": "completedDefaultLines",
  "VISUALIZER_output_min_lines": "outputMinLines",
  "VISUALIZER_output_max_lines": "outputMaxLines",
  "VISUALIZER_view_log_max_lines": "viewLogMaxLines",
};

/** What a reload works on. */
export interface Reloaded {
  /** As the server goes by it: what can be taken over is changed in it. */
  readonly config: Config;
  readonly scheduler: Pick<Scheduler, "settings" | "dispatch">;
  readonly log: RunnerLog;
}

/**
 * Reads the config again and takes over what can be, opens our own log anew,
 * and says what waits for a restart. A config with a fault changes nothing.
 */
export async function reload(
  { config, scheduler, log }: Reloaded,
  load: Reloads["load"],
): Promise<void> {
  log.reopen();
  let next: Config;
  try {
    next = await load();
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    log.write(`Went on as before: ${error.message}`, "warning");
    return;
  }
  const changed = CONFIG_KEYS.filter((key) =>
    JSON.stringify(next.values[key]) !== JSON.stringify(config.values[key])
  );
  const taken = changed.filter((key) => TAKEN[key] !== undefined);
  const waiting = changed.filter((key) => TAKEN[key] === undefined);
  for (const key of taken) {
    const name = TAKEN[key]!;
    const news = { [name]: next[name] };
    Object.assign(config, news);
    Object.assign(config.values, { [key]: next.values[key] });
    if (name in scheduler.settings) Object.assign(scheduler.settings, news);
  }
  log.leastSeverity = config.logLevel;
  await scheduler.dispatch({ kind: "timePassed" }); // More may start by it.
  log.write(`Read the config again: ${wordsOn(taken)}`, "info");
  if (waiting.length === 0) return;
  log.write(`Waits for a restart: ${waiting.join(", ")}`, "warning");
}

function wordsOn(taken: readonly string[]): string {
  return taken.length === 0
    ? "nothing to take over"
    : `took over ${taken.join(", ")}`;
}
