/**
 * Why a start can fail, with the exit code of each cause. The numbers are
 * those of sysexits(3); where it has no word for a cause, a neighboring one.
 */
export const START_FAILURES = {
  usage: { exitCode: 64, meaning: "Options that are unknown or unclear" },
  gpuIds: { exitCode: 65, meaning: "GPU ids that are malformed or repeated" },
  configFile: { exitCode: 66, meaning: "A config file that cannot be read" },
  token: { exitCode: 67, meaning: "A token file that cannot be used" },
  unknownGpu: { exitCode: 68, meaning: "A GPU id that the machine lacks" },
  noDriver: { exitCode: 69, meaning: "GPU ids given, but no NVIDIA driver" },
  internal: { exitCode: 70, meaning: "A fault of the program itself" },
  address: { exitCode: 71, meaning: "An address that the machine lacks" },
  certificate: { exitCode: 72, meaning: "An unusable TLS certificate" },
  logDir: { exitCode: 73, meaning: "A log folder that cannot be written" },
  stateFile: { exitCode: 74, meaning: "An unusable recovery file or journal" },
  portInUse: { exitCode: 75, meaning: "A port that another program holds" },
  port: { exitCode: 76, meaning: "A port that is no port number" },
  notPermitted: { exitCode: 77, meaning: "Something that is not allowed" },
  config: { exitCode: 78, meaning: "A config file with a fault in it" },
} as const satisfies Readonly<
  Record<string, { readonly exitCode: number; readonly meaning: string }>
>;

/** A cause for which a start can fail. */
export type StartFailure = keyof typeof START_FAILURES;

/** Says in one line why the program cannot start, and what to do about it. */
export class StartError extends Error {
  override readonly name = "StartError";
  readonly failure: StartFailure;

  constructor(failure: StartFailure, message: string, options?: ErrorOptions) {
    super(message, options);
    this.failure = failure;
  }

  /** What the process exits with; see `START_FAILURES`. */
  get exitCode(): number {
    return START_FAILURES[this.failure].exitCode;
  }
}
