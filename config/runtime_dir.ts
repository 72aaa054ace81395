/** What says where programs of a user find each other. */
export interface RuntimeEnvironment {
  /** Set for tests, and where the others are not the same for all. */
  readonly ANT_RUNTIME_DIR?: string;
  /** XDG Base Directory Specification: gone after the last log-out. */
  readonly XDG_RUNTIME_DIR?: string;
  readonly HOME?: string;
}

/**
 * The folders in which a server on this machine may have left a file with its
 * address, the first one for writing. A server that was started elsewhere, by
 * cron for one, may not have had the same variables.
 */
export function runtimeDirs(env: RuntimeEnvironment): readonly string[] {
  const { ANT_RUNTIME_DIR: own, XDG_RUNTIME_DIR: xdg, HOME: home } = env;
  if (own !== undefined) return [own];
  return [
    ...xdg === undefined ? [] : [`${xdg}/ant`],
    ...home === undefined ? [] : [`${home}/.local/state/ant/servers`],
  ];
}

/** What a running server says of itself, in a file for its user alone. */
export interface RuntimeFile {
  readonly pid: number;
  /** Where `/api/v1` answers in plain HTTP. */
  readonly apiUrl: string;
  /** Where the pages are. */
  readonly dashboardUrl: string;
  /** `null` where nobody is asked for one. */
  readonly token: string | null;
  readonly version: string;
  /** The folder that it was started in. */
  readonly cwd: string;
  readonly startedAtMs: number;
}

/** The name of the file of the server with that pid. */
export function runtimeFileName(pid: number): string {
  return `server-${pid}.json`;
}
