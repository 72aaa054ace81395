/** Attributes that say how a link relates to the page it is on. */
export interface LinkState {
  readonly "data-current"?: "true";
  readonly "data-ancestor"?: "true";
  readonly "aria-current"?: "page" | "true";
}

/** Marks links to the page being shown, and to those above it. */
export function linkState(href: unknown, pathname: string): LinkState {
  if (typeof href !== "string" || !href.startsWith("/")) return {};
  const target = trimmed(new URL(href, "http://localhost").pathname);
  const current = trimmed(pathname);
  if (target === current) {
    return { "data-current": "true", "aria-current": "page" };
  }
  return target === "/" || current.startsWith(`${target}/`)
    ? { "data-ancestor": "true", "aria-current": "true" }
    : {};
}

function trimmed(pathname: string): string {
  return pathname.length > 1 ? pathname.replace(/\/$/, "") : pathname;
}
