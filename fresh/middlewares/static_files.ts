import type { StaticFile } from "../build/build_cache.ts";
import { type Context, FRAME } from "../request/context.ts";
import { CACHE_KEY } from "../shared/asset.ts";
import type { Middleware } from "../request/types.ts";

const NEVER = "no-cache, no-store, max-age=0, must-revalidate";
const FOREVER = "public, max-age=31536000, immutable";

/** Makes the middleware that serves `static/` and what the build wrote. */
export function staticFiles<State>(): Middleware<State> {
  return async (ctx) => {
    const pathname = filePathOf(ctx);
    if (pathname === null) return await ctx.next();
    const file = await ctx[FRAME].build.readFile(pathname);
    if (file !== null) return await serveFile(ctx, file);
    // A browser asks on its own; no page should be rendered for it.
    return pathname === "/favicon.ico"
      ? new Response(null, { status: 404 })
      : await ctx.next();
  };
}

function filePathOf<State>({ url, config }: Context<State>): string | null {
  if (!url.pathname.startsWith(config.basePath)) return null;
  const pathname = url.pathname.slice(config.basePath.length);
  try {
    return pathname === "/" ? null : decodeURIComponent(pathname);
  } catch {
    return null;
  }
}

async function serveFile<State>(
  { req, url, config, [FRAME]: { build } }: Context<State>,
  file: StaticFile,
): Promise<Response> {
  if (req.method !== "GET" && req.method !== "HEAD") {
    return new Response("Method Not Allowed", { status: 405 });
  }
  const key = url.searchParams.get(CACHE_KEY);
  if (key !== null && key !== build.buildId) return withoutKey(url);

  const headers = new Headers({
    "Content-Type": file.contentType,
    vary: "If-None-Match",
  });
  const scripts = `${config.basePath}/_fresh/js/${build.buildId}/`;
  const isLocked = key !== null || url.pathname.startsWith(scripts);
  const isCached = isLocked && config.mode === "production";
  headers.set("Cache-Control", isCached ? FOREVER : NEVER);

  if (file.hash !== null) {
    headers.set("ETag", `W/"${file.hash}"`);
    if (names(req.headers.get("If-None-Match"), file.hash)) {
      return new Response(null, { status: 304, headers });
    }
  }
  headers.set("Content-Length", String(file.size));
  const body = req.method === "HEAD" ? null : await file.open();
  return new Response(body, { headers });
}

/** Another build's key: the file is here, but it is not that one. */
function withoutKey(url: URL): Response {
  url.searchParams.delete(CACHE_KEY);
  const location = url.pathname + url.search;
  return new Response(null, { status: 307, headers: { location } });
}

/** Weak comparison with any of a list (RFC 9110, 13.1.2). */
function names(ifNoneMatch: string | null, hash: string): boolean {
  if (ifNoneMatch === null) return false;
  return ifNoneMatch.split(",").some((tag) =>
    tag.trim() === "*" || tag.trim().replace(/^W\//, "") === `"${hash}"`
  );
}
