/** What a unit for systemd says. */
export interface UnitParts {
  /** A service of the machine, or of one person. */
  readonly scope: "system" | "user";
  /** The program, and what comes before `serve`. */
  readonly command: readonly string[];
  /** What comes after `serve`. */
  readonly args: readonly string[];
  /** Where logs and state are, unless the config says otherwise. */
  readonly folder: string;
  /** Who runs it, for a system's service. */
  readonly user: string;
  /** What tasks are to find in their environment, `PATH` above all. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * What can be shut off without a task noticing. Tasks live in the service, so
 * much else cannot: devices and kernel modules, which CUDA opens and loads on
 * demand; clock protection, which closes all devices; sudo in a command.
 */
const HARDENING = [
  "ProtectHostname=yes",
  "RestrictRealtime=yes",
  "KeyringMode=private",
];

/** Exit codes of a start that another start does not mend, sysexits(3). */
const HOPELESS = "64 65 66 67 68 72 73 74 76 77 78";

/** Writes a unit, systemd.unit(5). */
export function unitText(parts: UnitParts): string {
  const { scope, command, args, folder, user, env } = parts;
  const isSystem = scope === "system";
  const lines = [
    "# Written by `ant install-service`; it writes it anew.",
    "[Unit]",
    "Description=ANT, a GPU job server",
    ...isSystem
      ? [
        "Wants=network-online.target",
        "After=network-online.target nvidia-persistenced.service",
      ]
      : [],
    "",
    "[Service]",
    "# It says itself when it answers; systemd-notify says it for it.",
    "Type=notify",
    "NotifyAccess=all",
    `ExecStart=${execLine([...command, "serve", ...args])}`,
    "ExecReload=/bin/kill -HUP $MAINPID",
    `WorkingDirectory=${escaped(folder)}`,
    ...isSystem ? [`User=${user}`] : [],
    ...Object.entries(env).map(([name, value]) =>
      `Environment=${quoted(`${name}=${value}`)}`
    ),
    "",
    "# Tasks go on over a restart, and the next start takes them over.",
    "Environment=ANT_ON_SHUTDOWN=detach",
    "# Nobody is asked what to bring back, unless the config wants it so.",
    "Environment=ANT_RECOVERY_MODE=auto",
    "KillMode=process",
    "# A task that runs out of memory is a failed task, not a failed service.",
    "OOMPolicy=continue",
    "Delegate=yes",
    "TasksMax=infinity",
    "LimitNOFILE=1048576",
    "# Memory that GPUs reach is locked.",
    "LimitMEMLOCK=infinity",
    "",
    "Restart=on-failure",
    "RestartSec=5",
    `RestartPreventExitStatus=${HOPELESS}`,
    "TimeoutStartSec=120",
    "TimeoutStopSec=60",
    "",
    ...isSystem ? HARDENING : [],
    ...isSystem ? [""] : [],
    "[Install]",
    `WantedBy=${isSystem ? "multi-user.target" : "default.target"}`,
    "",
  ];
  return lines.join("\n");
}

/** systemd.service(5), "Command lines": only there `$` begins a variable. */
function execLine(words: readonly string[]): string {
  return words.map((word) => quoted(word).replaceAll("$", "$$$$")).join(" ");
}

/** One word, systemd.syntax(7), "Quoting". */
function quoted(word: string): string {
  const text = escaped(word);
  return /^[\w@%+=:,./-]+$/.test(text)
    ? text
    : `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}

/** `%` begins a specifier, systemd.unit(5). */
function escaped(text: string): string {
  return text.replaceAll("%", "%%");
}
