/** What the program takes from its environment variables. */
export interface Environment {
  /** The token that lets people in, instead of the one on disk. */
  readonly ANT_TOKEN?: string;
  /** Program that reads the GPUs, instead of `MONITORING_nvidia_smi`. */
  readonly ANT_NVIDIA_SMI?: string;
  /** Where a file tells `ant` of this server, instead of the usual place. */
  readonly ANT_RUNTIME_DIR?: string;
  /** The usual place for it. */
  readonly XDG_RUNTIME_DIR?: string;
  /** Where systemd listens for how its service is. */
  readonly NOTIFY_SOCKET?: string;
  /** Stands for `HANDLER_on_shutdown`. */
  readonly ANT_ON_SHUTDOWN?: string;
  /** Stands for `RECOVERY_mode`, where no file of `--config` has it. */
  readonly ANT_RECOVERY_MODE?: string;
  /** Turns on OpenTelemetry, in Deno itself. */
  readonly OTEL_DENO?: string;
  /** What `~` stands for. */
  readonly HOME?: string;
}

/** What each variable that is read means, for the documentation. */
export const VARIABLES = {
  ANT_TOKEN:
    "Token that lets people in, of at least 16 characters, instead of the one on disk.",
  ANT_NVIDIA_SMI:
    "Program that reads the GPUs, instead of `MONITORING_nvidia_smi`.",
  ANT_RUNTIME_DIR:
    "Folder in which a file tells `ant` of this server, instead of `$XDG_RUNTIME_DIR/ant`.",
  XDG_RUNTIME_DIR:
    "Holds that folder; without it, that is `~/.local/state/ant/servers`.",
  NOTIFY_SOCKET:
    "Where systemd listens for whether the server is ready; it sets it itself.",
  ANT_ON_SHUTDOWN:
    "`terminate` or `detach`, instead of `HANDLER_on_shutdown`, as the unit of `ant install-service` has it.",
  ANT_RECOVERY_MODE:
    "`ask` or `auto`, instead of `RECOVERY_mode`, unless the file of `--config` has that; the unit of `ant install-service` says `auto`.",
  OTEL_DENO:
    "`true` exports OpenTelemetry traces of tasks, to where Deno's own `OTEL_EXPORTER_OTLP_ENDPOINT` says.",
  HOME: "What `~` stands for in paths.",
} as const satisfies Readonly<Record<keyof Environment, string>>;

/** Reads the environment; an empty variable counts as none. */
export function readEnvironment(): Environment {
  const found = Object.keys(VARIABLES).flatMap((name) => {
    const value = Deno.env.get(name);
    return value ? [[name, value] as const] : [];
  });
  return Object.fromEntries(found);
}

/** What tasks inherit: everything but what lets people into this server. */
export function inheritedEnvironment(): Readonly<Record<string, string>> {
  const { ANT_TOKEN: _token, NOTIFY_SOCKET: _socket, ...rest } = Deno.env
    .toObject();
  return rest;
}
