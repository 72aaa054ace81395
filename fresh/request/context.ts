import type { FunctionComponent, JSX } from "preact";
import { renderPage } from "../render/page.ts";
import type { Build } from "../build/build_cache.ts";
import type { LayoutConfig, ResolvedFreshConfig } from "./types.ts";
import {
  upgrade,
  type WebSocketHandlers,
  type WebSocketUpgradeOptions,
} from "./web_socket.ts";

/** Puts a layout or the app wrapper around what it is given. */
export type Surround = (
  child: FunctionComponent,
) => Promise<JSX.Element | Response | null>;

/** What surrounds the page at the point that a request has reached. */
export interface Frame {
  app: Surround | null;
  layouts: readonly Surround[];
  readonly build: Build;
}

/** Where a context keeps its {@linkcode Frame}, out of the way of its users. */
export const FRAME: unique symbol = Symbol("frame");

/** What a context is made from. */
export interface ContextInit<State> {
  readonly req: Request;
  readonly url: URL;
  readonly info: Deno.ServeHandlerInfo;
  readonly route: string | null;
  readonly params: Record<string, string>;
  readonly config: ResolvedFreshConfig;
  readonly next: () => Promise<Response>;
  readonly build: Build;
}

/** The same as {@linkcode Context}, by its older name. */
export type FreshContext<State = unknown> = Context<State>;

/** One request on its way through middlewares, handler and page. */
export class Context<State> {
  readonly config: ResolvedFreshConfig;
  /** The request's URL, with runs of slashes in the path made one. */
  readonly url: URL;
  req: Request;
  /** The pattern that matched; `null` where none did. */
  readonly route: string | null;
  readonly params: Record<string, string>;
  /** Shared by everything that sees this request. */
  readonly state: State = {} as State;
  data: unknown = undefined;
  /** What was thrown, once something was. */
  error: unknown = null;
  readonly info: Deno.ServeHandlerInfo;
  /** Whether only parts of the page are wanted. */
  readonly isPartial: boolean;
  /** Hands the request to the next middleware, or to the route. */
  next: () => Promise<Response>;
  /** What a layout or the app wrapper surrounds. */
  Component!: FunctionComponent;
  readonly [FRAME]: Frame;

  constructor(init: ContextInit<State>) {
    this.req = init.req;
    this.url = init.url;
    this.info = init.info;
    this.route = init.route;
    this.params = init.params;
    this.config = init.config;
    this.next = init.next;
    this.isPartial = init.url.searchParams.has("fresh-partial");
    this[FRAME] = { app: null, layouts: [], build: init.build };
  }

  /** Sends the browser elsewhere; `//host` stays on this one. */
  redirect(pathOrUrl: string, status = 302): Response {
    const [path = ""] = pathOrUrl.split(/[?#]/, 1);
    const location = path.startsWith("/")
      ? path.replace(/\/+/g, "/") + pathOrUrl.slice(path.length)
      : pathOrUrl;
    return new Response(null, { status, headers: { location } });
  }

  /** Renders JSX inside the layouts and the app wrapper. */
  render(
    vnode: JSX.Element | null,
    init: ResponseInit = {},
    config: LayoutConfig = {},
  ): Promise<Response> {
    return renderPage(this, vnode, init, config);
  }

  /** Answers with text. */
  text(content: string, init?: ResponseInit): Response {
    return new Response(content, init);
  }

  /** Answers with HTML that is ready to send. */
  html(content: string, init?: ResponseInit): Response {
    const headers = new Headers(init?.headers);
    headers.set("Content-Type", "text/html; charset=utf-8");
    return new Response(content, { ...init, headers });
  }

  /** Answers with JSON. */
  json(content: unknown, init?: ResponseInit): Response {
    return Response.json(content, init);
  }

  /** Answers with what an iterable yields, as it yields it. */
  stream<Chunk extends string | Uint8Array>(
    source:
      | Iterable<Chunk>
      | AsyncIterable<Chunk>
      | (() => Iterable<Chunk> | AsyncIterable<Chunk>),
    init?: ResponseInit,
  ): Response {
    const chunks = typeof source === "function" ? source() : source;
    const encoder = new TextEncoder();
    const body = ReadableStream.from<string | Uint8Array>(chunks).pipeThrough(
      new TransformStream<string | Uint8Array, Uint8Array>({
        transform: (chunk, controller) =>
          controller.enqueue(
            typeof chunk === "string" ? encoder.encode(chunk) : chunk,
          ),
      }),
    );
    return new Response(body as ReadableStream<Uint8Array<ArrayBuffer>>, init);
  }

  /** Turns the request into a WebSocket and hands it over. */
  upgrade(
    options?: WebSocketUpgradeOptions,
  ): { socket: WebSocket; response: Response };
  /** Turns the request into a WebSocket that `handlers` serve. */
  upgrade(
    handlers: WebSocketHandlers,
    options?: WebSocketUpgradeOptions,
  ): Response;
  upgrade(
    first?: WebSocketHandlers | WebSocketUpgradeOptions,
    options?: WebSocketUpgradeOptions,
  ): { socket: WebSocket; response: Response } | Response {
    return upgrade(this.req, first, options);
  }
}
