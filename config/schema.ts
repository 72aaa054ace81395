import { z } from "zod";
import { AGENT_KEYS } from "./agent_keys.ts";
import { count, flag, noted, port, seconds, text } from "./key_types.ts";
import { SCHEDULING } from "./scheduling_keys.ts";
import { GPU_KEYS } from "./gpu_keys.ts";
import { NOTIFY_KEYS } from "./notify_keys.ts";
import { ACCEPTED_KEYS, PAGE_KEYS } from "./page_keys.ts";

/** Every key of the config file, by the area that it belongs to. */
export const AREAS = {
  "Ports and addresses": {
    frontend_port: port(6060, "Port of the dashboard; 0 takes any free one."),
    FRONTEND_host: text("0.0.0.0", "Address that the dashboard listens on."),
    FRONTEND_protocol: noted(z.enum(["https", "http"]).default("https"), {
      description: "How browsers reach the dashboard.",
    }),
    FRONTEND_allowed_hosts: noted(z.array(z.string().min(1)).default([]), {
      description:
        "Further names this machine is reached by, as a browser's address bar shows them.",
    }),
    FRONTEND_base_path: noted(
      z.string().regex(
        /^(\/[\w.~-]+)*\/?$/,
        'write it as "/ant": a slash, then letters, digits, ".", "_", "~" and "-"',
      ).default(""),
      {
        description:
          'Path below a host that the dashboard is at behind a reverse proxy, such as "/ant"; empty for the root.',
      },
    ),
    FRONTEND_trust_proxy: flag(
      false,
      "Whether all requests come through a reverse proxy that sets X-Forwarded-Proto; then cookies are marked Secure where browsers come by HTTPS.",
    ),
    backend_port: port(5000, "Port of ANT's API; 0 takes any free one."),
    BACKEND_host: text("127.0.0.1", "Address that ANT's API listens on."),
  },
  "Scheduling": SCHEDULING,
  "Care of GPUs": GPU_KEYS,
  "Telling people": NOTIFY_KEYS,
  "Defaults of tasks": {
    DEFAULT_options: noted(
      z.record(
        z.string().startsWith("ant_"),
        z.union([z.string(), z.number(), z.boolean()]),
      ).default({}),
      {
        description:
          'Options of tasks that do not say otherwise, such as {"ant_retries": 2, "ant_timeout": "24h"}; docs/options.md lists them.',
      },
    ),
  },
  "Running tasks": {
    HANDLER_shell: noted(z.string().min(1).nullable().default(null), {
      description:
        "Shell that runs commands; null takes /bin/bash where it exists, else /bin/sh.",
    }),
    HANDLER_kill_grace: seconds(
      10,
      0,
      86_400,
      "Time between SIGTERM and SIGKILL for a task that is to end.",
    ),
    HANDLER_max_log_bytes: noted(
      z.int().min(1_048_576).max(2 ** 50).nullable().default(null),
      {
        description:
          "How much of a task's log is kept: of a longer one both ends, with a line between that says how many bytes are left out. Needs a file system that makes holes, as ext4, XFS, Btrfs, ZFS and tmpfs; null keeps all.",
        unit: "bytes",
      },
    ),
    HANDLER_on_shutdown: noted(
      z.enum(["terminate", "detach"]).default("terminate"),
      {
        description:
          "What a stop of the server does to running tasks; detached ones go on and are adopted at the next start.",
      },
    ),
  },
  "Agents": AGENT_KEYS,
  "Watching the machine": {
    MONITORING_refresh_interval: seconds(
      1,
      0.1,
      3600,
      "How often GPUs, processors and memory are measured.",
    ),
    MONITORING_history_size: count(300, 2, 100_000, {
      description: "How many measurements the graphs go back.",
      unit: "samples",
    }),
    MONITORING_smoother_alpha: noted(
      z.number().gt(0).max(1).default(0.1),
      {
        description:
          "Weight of a new measurement in the graphs; 1 does not smooth.",
      },
    ),
    MONITORING_nvidia_smi: text(
      "nvidia-smi",
      "Program that reads the GPUs: a path, or a name on PATH.",
    ),
  },
  "Logs": {
    LOGGER_log_dir: text("./ant_runner_logs", "Folder for all log files."),
    LOGGER_log_to_file: flag(true, "Writes the server's own log to a file."),
    LOGGER_log_to_stdout: flag(
      true,
      "Prints the server's own log on standard output.",
    ),
    LOGGER_level: count(0, 0, 100, {
      description:
        "Least severity that the server's own log shows: 10 debug, 20 info, 30 warning, 40 error, 50 critical; 0 shows everything.",
    }),
  },
  "Recovery and saved settings": {
    RECOVERY_enabled: flag(true, "Keeps queue and history over a restart."),
    RECOVERY_state_file: noted(z.string().min(1).nullable().default(null), {
      description:
        "Recovery file; null is ant_recovery_state.json in LOGGER_log_dir.",
    }),
    RECOVERY_mode: noted(z.enum(["ask", "auto"]).default("ask"), {
      description:
        "Whether the dashboard asks what to restore, or all comes back by itself.",
    }),
    ENVVAR_slot_count: count(8, 1, 64, {
      description: "How many named sets of environment variables are kept.",
      unit: "slots",
    }),
    ENVVAR_slot_file: noted(z.string().min(1).nullable().default(null), {
      description:
        "Their file; null is ant_envar_slots.json in LOGGER_log_dir.",
    }),
  },
  "Pages": PAGE_KEYS,
  "Accepted for ANT 1.1.0's sake": ACCEPTED_KEYS,
};

/** The config file: ANT 1.1.0's keys, and those that this program adds. */
export const FILE_SCHEMA = z.strictObject({
  ...AREAS["Ports and addresses"],
  ...AREAS["Scheduling"],
  ...AREAS["Care of GPUs"],
  ...AREAS["Telling people"],
  ...AREAS["Defaults of tasks"],
  ...AREAS["Running tasks"],
  ...AREAS["Agents"],
  ...AREAS["Watching the machine"],
  ...AREAS["Logs"],
  ...AREAS["Recovery and saved settings"],
  ...AREAS["Pages"],
  ...AREAS["Accepted for ANT 1.1.0's sake"],
});

/** A config file's values, with the defaults filled in. */
export type FileValues = z.output<typeof FILE_SCHEMA>;

/** A key of the config file. */
export type ConfigKey = keyof FileValues & string;

/** Every key of the config file. */
export const CONFIG_KEYS = Object.keys(FILE_SCHEMA.shape) as ConfigKey[];

/** The keys that are accepted and have no effect. */
export const LEGACY_KEYS: ReadonlySet<string> = new Set(
  CONFIG_KEYS.filter((key) => FILE_SCHEMA.shape[key].meta()?.legacy),
);
