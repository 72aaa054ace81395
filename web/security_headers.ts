import { csp, type Middleware } from "fresh";

type Handler = (
  request: Request,
  info: Deno.ServeHandlerInfo,
) => Promise<Response>;

/** For replies that no page was drawn for: nothing inline but styles. */
const PLAIN_POLICY = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

/**
 * Lets a page run its own scripts alone, by nonce. Styles may be inline: the
 * length of a bar is data, and stands in an attribute.
 */
export function pagePolicy<State>(): Middleware<State> {
  const policy = csp<State>({
    useNonce: true,
    csp: [
      "style-src-elem 'self' 'unsafe-inline'",
      "style-src-attr 'unsafe-inline'",
      "base-uri 'none'",
    ],
  });
  return async (ctx) => {
    const response = await policy(ctx);
    const name = "content-security-policy";
    const whole = response.headers.get(name) ?? PLAIN_POLICY;
    // Where TLS is absent, upgraded requests would reach nobody.
    const kept = whole.split("; ").filter((directive) =>
      ctx.url.protocol === "https:" || directive !== "upgrade-insecure-requests"
    );
    response.headers.set(name, kept.join("; "));
    return response;
  };
}

/**
 * Gives every reply of a listener the headers that keep browsers from
 * guessing, framing, telling on and keeping it; those that a reply has
 * already stay. Error pages pass here too, which no middleware ensures.
 */
export function withSecurityHeaders(handler: Handler): Handler {
  return async (request, info) => {
    const response = await handler(request, info);
    if (response.status === 101) return response; // Now a WebSocket.
    const missing = Object.entries(headersFor(request, response))
      .filter(([name]) => !response.headers.has(name));
    try {
      for (const [name, value] of missing) response.headers.set(name, value);
      return response;
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      const headers = new Headers(response.headers); // The others are frozen.
      for (const [name, value] of missing) headers.set(name, value);
      return new Response(response.body, { status: response.status, headers });
    }
  };
}

function headersFor(
  { url }: Request,
  response: Response,
): Record<string, string> {
  const type = response.headers.get("content-type") ?? "";
  const isFile = /^(text\/(css|javascript)|font\/|image\/)/.test(type);
  return {
    "content-security-policy": PLAIN_POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": referrerPolicy(new URL(url)),
    ...isFile ? {} : { "cache-control": "no-store" },
  };
}

/**
 * Without TLS, browsers send `Sec-Fetch-Site` to loopback alone, and
 * `no-referrer` makes the origin of a form's POST `null` (Fetch Standard,
 * 3.2): then nothing would tell our own forms from another site's.
 */
function referrerPolicy({ protocol, hostname }: URL): string {
  const isTrusted = protocol === "https:" || hostname === "localhost" ||
    hostname === "[::1]" || /^127\./.test(hostname);
  return isTrusted ? "no-referrer" : "same-origin";
}
