import type { JSX } from "preact";
import type { Context } from "../app/context.ts";
import type { LayoutConfig } from "../app/types.ts";

export function renderPage<State>(
  _ctx: Context<State>,
  _vnode: JSX.Element | null,
  _init: ResponseInit,
  _config: LayoutConfig,
): Promise<Response> {
  return Promise.resolve(new Response(""));
}
