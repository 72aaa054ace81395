/**
 * Whether a browser says that one of our own pages made this request, or the
 * person at the address bar did; `null` where it says nothing at all.
 */
export function isSameOrigin(request: Request, url: URL): boolean | null {
  const site = request.headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin" || site === "none";
  const origin = request.headers.get("origin");
  return origin === null ? null : origin === url.origin;
}

/** Whether the method alone says that something may change (RFC 9110, 9.2.1). */
export function isSafeMethod(method: string): boolean {
  return method === "GET" || method === "HEAD" || method === "OPTIONS";
}
