import { Fragment, h, type JSX } from "preact";
import { jsxTemplate } from "preact/jsx-runtime";
import { renderToString } from "preact-render-to-string";
import { type Context, FRAME, type Surround } from "../request/context.ts";
import type { LayoutConfig } from "../request/types.ts";
import "./hooks.ts";
import { setNonce } from "./nonce.ts";
import { preloadLinks } from "./scripts.ts";
import { newRenderState, type RenderState, withRender } from "./state.ts";

type Content = JSX.Element | null;

/** Renders a page inside its layouts and the app wrapper, as a response. */
export async function renderPage<State>(
  ctx: Context<State>,
  vnode: Content,
  init: ResponseInit,
  config: LayoutConfig,
): Promise<Response> {
  const { app, layouts, build } = ctx[FRAME];
  const content = await inLayouts(
    vnode,
    config.skipInheritedLayouts ? [] : layouts,
  );
  if (content instanceof Response) return content;

  // The wrapper is asked for its JSX first, and shows what comes out here.
  let inner: Content = content;
  const wrapped = app === null || config.skipAppWrapper
    ? null
    : await app(() => inner);
  if (wrapped instanceof Response) return wrapped;

  const state = newRenderState(build, ctx.config.basePath, ctx.url.pathname);
  const html = withRender(state, () => {
    // What pages say about the head must be known before the head is written.
    const page = renderToString(content ?? h(Fragment, null));
    inner = jsxTemplate([page]) as JSX.Element;
    return inDocument(wrapped === null ? page : renderToString(wrapped), state);
  });
  return respond(`<!DOCTYPE html>${html}`, init, state);
}

async function inLayouts(
  vnode: Content,
  layouts: readonly Surround[],
): Promise<Content | Response> {
  let content = vnode;
  for (const layout of layouts.toReversed()) {
    const inside = content;
    const surrounded = await layout(() => inside);
    if (surrounded instanceof Response) return surrounded;
    content = surrounded;
  }
  return content;
}

/** Adds what the page and its wrapper left out of a document. */
function inDocument(html: string, { has }: RenderState): string {
  if (has.html && has.head && has.body) return html;
  let document = jsxTemplate([html]) as JSX.Element;
  if (!has.body) document = h("body", null, document);
  if (!has.head) {
    const head = h("head", null, h("meta", { charset: "utf-8" }));
    document = h(Fragment, null, head, document);
  }
  if (!has.html) document = h("html", null, document);
  return renderToString(document);
}

function respond(
  html: string,
  init: ResponseInit,
  state: RenderState,
): Response {
  const headers = new Headers(init.headers);
  headers.set("Content-Type", "text/html; charset=utf-8");
  const links = preloadLinks(state);
  if (links !== null) headers.append("Link", links);
  const response = new Response(html, { ...init, headers });
  setNonce(response, state.nonce);
  return response;
}
