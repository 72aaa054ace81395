import type { Method } from "../request/types.ts";

/** What a URL and a method led to. */
export interface RouteMatch<T> {
  /** The pattern that fits the URL; `null` where none does. */
  readonly pattern: string | null;
  readonly params: Record<string, string>;
  /** Empty where the pattern does not answer the method. */
  readonly chain: readonly T[];
}

interface Entry<T> {
  readonly path: string;
  readonly byMethod: Map<Method, T[]>;
}

interface DynamicEntry<T> extends Entry<T> {
  readonly pattern: URLPattern;
}

const SYNTAX = /[*:{}+?()]/;

/**
 * Finds what answers a URL: first a path that says it literally, then the
 * first pattern that fits, in the order in which they were added.
 */
export class Router<T> {
  readonly #literal = new Map<string, Entry<T>>();
  readonly #dynamic = new Map<string, DynamicEntry<T>>();

  /** Answers a method on a path; a second chain for both follows the first. */
  add(method: Method, path: string, chain: readonly T[]): void {
    const { byMethod } = SYNTAX.test(path)
      ? this.#dynamicEntry(path)
      : this.#literalEntry(path);
    byMethod.set(method, [...byMethod.get(method) ?? [], ...chain]);
  }

  /** Lists the methods that a pattern answers. */
  methodsOf(pattern: string): Method[] {
    const entry = this.#literal.get(pattern) ?? this.#dynamic.get(pattern);
    return [...entry?.byMethod.keys() ?? []];
  }

  /** Finds what answers; HEAD is answered by GET where nothing else does. */
  match(method: Method, url: URL): RouteMatch<T> {
    const pathname = withoutTrailingSlash(url.pathname);
    const literal = this.#literal.get(pathname) ??
      this.#literal.get(decoded(pathname));
    if (literal !== undefined) return matchOf(literal, method, {});
    for (const entry of this.#dynamic.values()) {
      const found = entry.pattern.exec({ pathname });
      if (found === null) continue;
      return matchOf(entry, method, paramsOf(found.pathname.groups));
    }
    return { pattern: null, params: {}, chain: [] };
  }

  #literalEntry(path: string): Entry<T> {
    const entry = this.#literal.get(path) ?? { path, byMethod: new Map() };
    this.#literal.set(path, entry);
    return entry;
  }

  #dynamicEntry(path: string): DynamicEntry<T> {
    const entry = this.#dynamic.get(path) ?? {
      path,
      byMethod: new Map(),
      pattern: new URLPattern({ pathname: path }),
    };
    this.#dynamic.set(path, entry);
    return entry;
  }
}

function matchOf<T>(
  { path, byMethod }: Entry<T>,
  method: Method,
  params: Record<string, string>,
): RouteMatch<T> {
  const chain = byMethod.get(method) ??
    (method === "HEAD" ? byMethod.get("GET") : undefined) ?? [];
  return { pattern: path, params, chain };
}

function paramsOf(
  groups: Record<string, string | undefined>,
): Record<string, string> {
  const params: Record<string, string> = {};
  for (const [name, value] of Object.entries(groups)) {
    params[name] = decoded(value ?? "");
  }
  return params;
}

function withoutTrailingSlash(pathname: string): string {
  return pathname.length > 1 && pathname.endsWith("/")
    ? pathname.slice(0, -1)
    : pathname;
}

/** A malformed escape is left as it is: it then matches nothing literal. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
