import { nonceOf } from "../render/nonce.ts";
import type { Middleware } from "../request/types.ts";

/** What {@linkcode csp} may be asked for. */
export interface CSPOptions {
  /** Only reports what the policy would have blocked. */
  reportOnly?: boolean;
  /** The URL that reports go to. */
  reportTo?: string;
  /** Directives to add; one that is there by default is replaced. */
  csp?: string[];
  /** Allows inline scripts and styles by the page's nonce alone. */
  useNonce?: boolean;
}

const DEFAULTS: readonly string[] = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self'",
  "img-src 'self' data:",
  "media-src 'self' data: blob:",
  "worker-src 'self' blob:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "upgrade-insecure-requests",
];

/** Makes the middleware that sends a `Content-Security-Policy`. */
export function csp<State>(options: CSPOptions = {}): Middleware<State> {
  const directives = directivesOf(options);
  const name = options.reportOnly
    ? "Content-Security-Policy-Report-Only"
    : "Content-Security-Policy";
  return async (ctx) => {
    const response = await ctx.next();
    const policy = options.useNonce
      ? withNonce(directives, nonceOf(response))
      : directives;
    response.headers.set(name, policy.join("; "));
    if (options.reportTo !== undefined) {
      const endpoint = `csp-endpoint="${options.reportTo}"`;
      response.headers.set("Reporting-Endpoints", endpoint);
    }
    return response;
  };
}

function directivesOf({ csp = [], reportTo }: CSPOptions): string[] {
  const byName = new Map<string, string>();
  for (const directive of [...DEFAULTS, ...csp]) {
    byName.set(directive.trim().split(/\s/, 1)[0]!, directive.trim());
  }
  if (reportTo !== undefined) {
    byName.set("report-to", "report-to csp-endpoint");
    byName.set("report-uri", `report-uri ${reportTo}`);
  }
  return [...byName.values()];
}

/** A response that was not rendered has no nonce, and allows nothing inline. */
function withNonce(directives: readonly string[], nonce: string | null) {
  const allowed = nonce === null ? "" : ` 'nonce-${nonce}'`;
  return directives.map((directive) =>
    /^(script|style)-src /.test(directive)
      ? directive.replace(" 'unsafe-inline'", allowed)
      : directive
  );
}
