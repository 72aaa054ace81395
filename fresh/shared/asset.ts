/** The search parameter that ties a URL to a build. */
export const CACHE_KEY = "__frsh_c";

/** Put in by the bundler; on the server there is no such name. */
declare const FRESH_BUILD_ID: string;

const build = {
  id: typeof FRESH_BUILD_ID === "undefined" ? "none" : FRESH_BUILD_ID,
};

/** Says which build the URLs of assets belong to from now on. */
export function setBuildId(id: string): void {
  build.id = id;
}

/**
 * Ties the URL of a file in `static/` to this build, so that browsers may
 * keep it for as long as they like.
 */
export function asset(path: string): string {
  if (!path.startsWith("/") || path.startsWith("//")) return path;
  const url = new URL(path, "http://localhost");
  if (url.searchParams.has(CACHE_KEY)) return path;
  url.searchParams.set(CACHE_KEY, build.id);
  return url.pathname + url.search + url.hash;
}

/** Does for each URL of a `srcset` what {@linkcode asset} does for one. */
export function assetSrcSet(srcset: string): string {
  // A parenthesis may hold commas of its own.
  if (srcset.includes("(")) return srcset;
  return srcset.split(",").map((candidate) =>
    candidate.replace(/\S+/, (url) => asset(url))
  ).join(",");
}
