import type { FileValues } from "./schema.ts";

/** What the config file sets, in the program's own words and units. */
export interface Settings {
  readonly frontendHost: string;
  /** 0 for any free one, as for `backendPort`. */
  readonly frontendPort: number;
  readonly frontendProtocol: "https" | "http";
  readonly allowedHosts: readonly string[];
  /** Without a slash at its end; empty for the root. */
  readonly basePath: string;
  /** Whether a proxy tells how browsers reach the dashboard. */
  readonly trustsProxy: boolean;
  readonly backendHost: string;
  readonly backendPort: number;
  readonly defaultGpus: number;
  /** `null` for no limit. */
  readonly maxCpuTasks: number | null;
  readonly reserve: { readonly cpus: number; readonly memoryMiB: number };
  readonly boardTickMs: number;
  readonly adgsEnabled: boolean;
  /** From 0 to 1, as `adgsMemoryFraction`. */
  readonly adgsLoadFraction: number;
  readonly adgsMemoryFraction: number;
  readonly webhooks: FileValues["NOTIFY_webhooks"];
  /** 0 for never. */
  readonly longWaitMs: number;
  /** What tasks ask for that do not say otherwise, by `ant_…`. */
  readonly defaultOptions: Readonly<Record<string, string | number | boolean>>;
  /** 0 for never. */
  readonly quarantineFailures: number;
  readonly quarantineWithinMs: number;
  readonly quarantineXids: readonly number[];
  readonly quarantineEcc: boolean;
  /** `null` for /bin/bash where it exists, else /bin/sh. */
  readonly shell: string | null;
  readonly killGraceMs: number;
  readonly policy: "fifo" | "backfill";
  readonly learns: boolean;
  /** 0 for no fair share. */
  readonly fairHalfLifeMs: number;
  /** How much of a task's log is kept; `null` for all of it. */
  readonly maxLogBytes: number | null;
  readonly preemptCooldownMs: number;
  readonly agingMs: number;
  readonly retryDelayMs: number;
  readonly onShutdown: "terminate" | "detach";
  /** Bounds of tokens of agents; `null` for none. */
  readonly agentMaxGpus: number | null;
  readonly agentMaxQueued: number | null;
  /** A name or a number, as `ant_priority` takes it. */
  readonly agentPriorityCeiling: string | number | null;
  readonly agentApproval: boolean;
  readonly refreshIntervalMs: number;
  readonly historySize: number;
  readonly smootherAlpha: number;
  readonly nvidiaSmi: string;
  readonly logDir: string;
  readonly logToFile: boolean;
  readonly logToStdout: boolean;
  /** 10 debug, 20 info, 30 warning, 40 error, 50 critical; 0 for all. */
  readonly logLevel: number;
  readonly recoveryEnabled: boolean;
  readonly recoveryMode: "ask" | "auto";
  readonly stateFile: string;
  readonly envSlotCount: number;
  readonly envSlotFile: string;
  readonly liveLines: number;
  readonly ongoingLineControl: boolean;
  readonly completedLineControl: boolean;
  readonly completedDefaultLines: number;
  readonly outputMinLines: number;
  readonly outputMaxLines: number;
  readonly viewLogMaxLines: number;
  /** What `~` stands for; `null` where nobody said. */
  readonly home: string | null;
}

/** Translates the config file's values; a flat list, one line a key. */
export function settingsOf(
  values: FileValues,
  home: string | null,
): Settings {
  const logDir = fromHome(values.LOGGER_log_dir, home);
  const pathOr = (path: string | null, name: string) =>
    path === null ? `${logDir}/${name}` : fromHome(path, home);
  return {
    frontendHost: values.FRONTEND_host,
    frontendPort: values.frontend_port,
    frontendProtocol: values.FRONTEND_protocol,
    allowedHosts: values.FRONTEND_allowed_hosts,
    basePath: values.FRONTEND_base_path.replace(/\/$/, ""),
    trustsProxy: values.FRONTEND_trust_proxy,
    backendHost: values.BACKEND_host,
    backendPort: values.backend_port,
    defaultGpus: values.RUNNER_default_n_gpus,
    maxCpuTasks: values.RUNNER_max_cpu_tasks,
    policy: values.SCHEDULER_policy,
    learns: values.SCHEDULER_learn,
    fairHalfLifeMs: values.SCHEDULER_fair_half_life * 3_600_000,
    reserve: {
      cpus: values.SCHEDULER_reserved_cpus,
      memoryMiB: values.SCHEDULER_reserved_memory * 1024,
    },
    preemptCooldownMs: values.SCHEDULER_preempt_cooldown * 1000,
    agingMs: values.SCHEDULER_aging * 3_600_000,
    retryDelayMs: values.SCHEDULER_retry_delay * 1000,
    boardTickMs: values.step_interval * 1000,
    adgsEnabled: values.ADGS_enabled,
    adgsLoadFraction: values.ADGS_usage_threshold,
    adgsMemoryFraction: values.ADGS_mem_threshold,
    webhooks: values.NOTIFY_webhooks,
    longWaitMs: values.NOTIFY_long_wait * 3_600_000,
    defaultOptions: values.DEFAULT_options,
    quarantineFailures: values.GPU_quarantine_failures,
    quarantineWithinMs: values.GPU_quarantine_within * 1000,
    quarantineXids: values.GPU_quarantine_xids,
    quarantineEcc: values.GPU_quarantine_ecc,
    shell: values.HANDLER_shell,
    killGraceMs: values.HANDLER_kill_grace * 1000,
    maxLogBytes: values.HANDLER_max_log_bytes,
    onShutdown: values.HANDLER_on_shutdown,
    agentMaxGpus: values.AGENT_max_gpus,
    agentMaxQueued: values.AGENT_max_queued,
    agentPriorityCeiling: values.AGENT_priority_ceiling,
    agentApproval: values.AGENT_approval,
    refreshIntervalMs: values.MONITORING_refresh_interval * 1000,
    historySize: values.MONITORING_history_size,
    smootherAlpha: values.MONITORING_smoother_alpha,
    nvidiaSmi: fromHome(values.MONITORING_nvidia_smi, home),
    logDir,
    logToFile: values.LOGGER_log_to_file,
    logToStdout: values.LOGGER_log_to_stdout,
    logLevel: values.LOGGER_level,
    recoveryEnabled: values.RECOVERY_enabled,
    recoveryMode: values.RECOVERY_mode,
    stateFile: pathOr(values.RECOVERY_state_file, "ant_recovery_state.json"),
    envSlotCount: values.ENVVAR_slot_count,
    envSlotFile: pathOr(values.ENVVAR_slot_file, "ant_envar_slots.json"),
    liveLines: values.VISUALIZER_terminal_win_height,
    ongoingLineControl: values.VISUALIZER_ongoing_output_line_control_enabled,
    completedLineControl:
      values.VISUALIZER_completed_output_line_control_enabled,
    completedDefaultLines: values.VISUALIZER_completed_output_default_lines,
    outputMinLines: values.VISUALIZER_output_min_lines,
    outputMaxLines: values.VISUALIZER_output_max_lines,
    viewLogMaxLines: values.VISUALIZER_view_log_max_lines,
    home,
  };
}

/** Puts the home folder in the place of a leading `~`. */
export function fromHome(path: string, home: string | null): string {
  return home !== null && /^~(?=\/|$)/.test(path) ? home + path.slice(1) : path;
}
