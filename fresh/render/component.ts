import { type AnyComponent, type FunctionComponent, h, type JSX } from "preact";
import type { Context } from "../request/context.ts";
import type { PageProps } from "../request/types.ts";

type AsyncComponent<Props> = (
  props: Props,
) => Promise<JSX.Element | Response | null>;

/**
 * Makes an element of a component. An async one is awaited here, before
 * rendering starts, and may decide to answer by itself.
 */
export async function elementOf<Props>(
  component: AnyComponent<Props>,
  props: Props,
): Promise<JSX.Element | Response | null> {
  if (component.constructor.name !== "AsyncFunction") {
    return h<Props>(component as FunctionComponent<Props>, props as never);
  }
  return await (component as AsyncComponent<Props>)(props);
}

/** What a page, a layout or the wrapper is given for a request. */
export function pagePropsOf<State>(
  ctx: Context<State>,
  data: unknown,
  Component: FunctionComponent,
): PageProps<unknown, State> {
  const { config, error, info, isPartial, params, req, route, state, url } =
    ctx;
  return {
    Component,
    config,
    data,
    error,
    info,
    isPartial,
    params,
    req,
    route,
    state,
    url,
  };
}
