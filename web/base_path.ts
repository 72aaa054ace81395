import type { Context, Middleware } from "fresh";
import { readdressed } from "./behind_proxy.ts";

// Below a host, `/ant/` for one, addresses are written without knowing it. What
// the browser's scripts may also draw is relative: all pages are in one folder,
// so `queue` leads from each of them to the next. The server alone puts the
// base path before an address: where it leads on, and in the document's head.

/** What of a context tells where a request was meant to go. */
type Place = Pick<Context<unknown>, "config" | "url">;

/** The path of a request within the app. */
export function pathWithin(path: string, basePath: string): string {
  return isBelow(path, basePath) ? path.slice(basePath.length) || "/" : path;
}

/** The same for a request on its way. */
export function pathOf({ url, config }: Place): string {
  return pathWithin(url.pathname, config.basePath);
}

/** A request as it is with the base path: some proxies take that away. */
export function atBase(request: Request, basePath: string): Request {
  if (basePath === "") return request;
  const url = new URL(request.url);
  if (isBelow(url.pathname, basePath)) return request;
  url.pathname = basePath + url.pathname;
  return readdressed(request, url);
}

/**
 * Lets a reply that leads to a path of ours lead there below the base path,
 * and a page be at one address: relative links from `/home/` would miss.
 */
export function leadsWithin<State>(): Middleware<State> {
  return async (ctx) => {
    const { req, url, config: { basePath } } = ctx;
    if (req.method === "GET" && /^\/(?!api\/)\w+\/$/.test(pathOf(ctx))) {
      return ctx.redirect(url.pathname.slice(0, -1) + url.search, 308);
    }
    const response = await ctx.next();
    const location = response.headers.get("location");
    if (basePath === "" || location === null || !location.startsWith("/")) {
      return response;
    }
    if (isBelow(location.replace(/[?#].*$/, ""), basePath)) return response;
    response.headers.set("location", basePath + location);
    return response;
  };
}

function isBelow(path: string, basePath: string): boolean {
  return path === basePath || path.startsWith(`${basePath}/`);
}
