/**
 * A request as its browser made it, by what the proxy says that took its TLS
 * away: `X-Forwarded-Proto`, whose first value is the browser's. Only a proxy
 * that sets it anew may be asked.
 */
export function asBrowserAsked(request: Request): Request {
  const [proto] = request.headers.get("x-forwarded-proto")?.split(",", 1) ?? [];
  if (proto?.trim().toLowerCase() !== "https") return request;
  const url = new URL(request.url);
  url.protocol = "https:";
  return readdressed(request, url);
}

/** The same request to another address; again to yet another. */
export function readdressed(request: Request, url: URL): Request {
  // A copy could not become a WebSocket any more.
  if (!request.headers.has("upgrade")) return new Request(url, request);
  const { href: value } = url;
  return Object.defineProperty(request, "url", { value, configurable: true });
}
