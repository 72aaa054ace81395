/** One option of the command line. */
export interface OptionFacts {
  /** What its value is called in the help; `null` for a switch. */
  readonly value: string | null;
  /** One sentence. */
  readonly description: string;
}

/** The options of `start`, in the order in which the help lists them. */
export const OPTIONS = {
  config: {
    value: "FILE",
    description: "Config file instead of config/default.json.",
  },
  host: { value: "H", description: "Address of the dashboard." },
  port: { value: "N", description: "Port of the dashboard." },
  "api-port": { value: "N", description: "Port of ANT's API." },
  "log-dir": { value: "DIR", description: "Folder for all log files." },
  "cert-path": {
    value: "DIR",
    description: "Folder of cert.pem and key.pem; they are made if absent.",
  },
  simulate: { value: "N", description: "Simulates N GPUs, from 1 to 64." },
  http: { value: null, description: "Serves the dashboard without TLS." },
  "no-auth": {
    value: null,
    description: "Asks nobody for a token; off loopback only with --host.",
  },
  help: { value: null, description: "Prints this text." },
  version: { value: null, description: "Prints the version." },
} as const satisfies Readonly<Record<string, OptionFacts>>;

/** The name of an option, without dashes. */
export type OptionName = keyof typeof OPTIONS;

/** Says how to start the program, one option a line. */
export function helpText(): string {
  const rows = Object.entries(OPTIONS).map(([name, { value, description }]) => {
    const left = value === null ? `--${name}` : `--${name} ${value}`;
    return `  ${left.padEnd(18)}${description}`;
  });
  return [
    "Usage: start [GPU_IDS] [OPTIONS]",
    "",
    "GPU_IDS, such as 0,1,2,3, are the physical GPUs to use. Without them, all",
    "that nvidia-smi reports are used, or none where there is no driver.",
    "",
    ...rows,
    "",
    "An option may also be written --name=value, and with _ for -.",
  ].join("\n");
}
