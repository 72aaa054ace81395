import type { Config } from "../config/config.ts";
import type { ListedGpu } from "../scheduler/adapters/ask_smi.ts";

/** What there is to tell about a start. */
export interface BannerParts {
  readonly version: string;
  readonly config: Config;
  readonly gpus: readonly ListedGpu[];
  readonly gpuNotice: string | null;
  readonly dashboardPort: number;
  readonly apiPort: number;
  readonly logFolder: string;
  readonly hostname: string;
  readonly token: string;
}

/** The first lines that a start prints; the sign-in link comes last. */
export function bannerLines(parts: BannerParts): readonly string[] {
  const { version, config, logFolder } = parts;
  const { dashboardUrl: dashboard, apiUrl } = addressesOf(parts);
  const recovery = config.recoveryEnabled ? config.stateFile : "off";
  return [
    `ANT ${version}`,
    `GPUs       ${gpuText(parts)}`,
    `Dashboard  ${dashboard}`,
    `API        ${apiUrl}`,
    `Logs       ${logFolder}`,
    `Recovery   ${recovery}`,
    ...config.notices.map((notice) => `Notice     ${notice}`),
    config.authRequired
      ? `Sign in    ${dashboard}/?token=${parts.token}`
      : `Open       ${dashboard}/`,
  ];
}

/** Where the server can be reached, in addresses that one can type. */
export function addressesOf(
  { config, dashboardPort, apiPort, hostname }: BannerParts,
): { readonly dashboardUrl: string; readonly apiUrl: string } {
  const scheme = config.frontendProtocol;
  const host = shownHost(config.frontendHost, hostname);
  const apiHost = shownHost(config.backendHost, hostname);
  return {
    dashboardUrl: `${scheme}://${host}:${dashboardPort}${config.basePath}`,
    apiUrl: `http://${apiHost}:${apiPort}`,
  };
}

function gpuText({ gpus, gpuNotice }: BannerParts): string {
  if (gpus.length === 0) return gpuNotice ?? "none";
  const names = new Map<string, number[]>();
  for (const { index, name } of gpus) {
    const key = name ?? "unknown";
    names.set(key, [...names.get(key) ?? [], index]);
  }
  return [...names]
    .map(([name, indices]) => `${indices.join(",")} (${name})`)
    .join("; ");
}

/** A name to type: nobody can open 0.0.0.0 everywhere. */
function shownHost(address: string, hostname: string): string {
  if (address === "0.0.0.0" || address === "::") return hostname;
  return address.includes(":") ? `[${address}]` : address;
}
