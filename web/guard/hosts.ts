/** Names by which this machine may be called. */
export interface KnownHosts {
  /** What the machine calls itself. */
  readonly hostname: string;
  /** Further names, from the config. */
  readonly allowed: readonly string[];
}

/**
 * Whether a request was meant for this server. A page elsewhere can have its
 * own name point here (DNS rebinding), but cannot have us called by another;
 * an address is no name, and nothing to rebind.
 */
export function isKnownHost(url: URL, known: KnownHosts): boolean {
  const host = url.hostname.replace(/\.$/, "");
  if (/^\[.*\]$/.test(host) || /^\d+(\.\d+){3}$/.test(host)) return true;
  const [short] = known.hostname.split(".", 1);
  return ["localhost", known.hostname, short, ...known.allowed]
    .some((name) => name?.toLowerCase() === host);
}
