import type { JSX } from "preact";
import type { Build, Island } from "../build/build_cache.ts";

/** JSX that an island was given, to be revived around its place. */
export interface SlotContent {
  readonly name: string;
  readonly content: unknown;
  /** Whether the island showed it; if not, it is sent in a template. */
  shown: boolean;
}

/** What one page has gathered while it renders. */
export interface RenderState {
  readonly build: Build;
  readonly basePath: string;
  readonly pathname: string;
  readonly nonce: string;
  /** Elements out of `<Head>`, by what makes two of them the same. */
  readonly head: Map<string, JSX.Element>;
  readonly islands: Set<Island>;
  readonly islandProps: Record<string, unknown>[];
  readonly slots: SlotContent[];
  /** Which of the document's own elements the page brought along. */
  readonly has: { html: boolean; head: boolean; body: boolean };
  scriptsDone: boolean;
}

let current: RenderState | null = null;

/** The page being rendered; rendering never waits, so there is one at most. */
export function currentRender(): RenderState | null {
  return current;
}

/** Runs `render` as the rendering of `state`. */
export function withRender<T>(state: RenderState, render: () => T): T {
  current = state;
  try {
    return render();
  } finally {
    current = null;
  }
}

/** Starts the rendering of a page. */
export function newRenderState(
  build: Build,
  basePath: string,
  pathname: string,
): RenderState {
  return {
    build,
    basePath,
    pathname,
    nonce: crypto.randomUUID().replaceAll("-", ""),
    head: new Map(),
    islands: new Set(),
    islandProps: [],
    slots: [],
    has: { html: false, head: false, body: false },
    scriptsDone: false,
  };
}
