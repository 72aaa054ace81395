import {
  type ComponentChildren,
  type ComponentType,
  h,
  type JSX,
  options,
  type VNode,
} from "preact";
import { linkState } from "../shared/active_link.ts";
import { asset, assetSrcSet } from "../shared/asset.ts";
import { HeadPlace } from "../shared/head.ts";
import { HeadElement, isHeadElement, RemainingHead } from "./head.ts";
import { isIsland, IslandBoundary } from "./islands.ts";
import { isPlain, plainElement } from "./plain.ts";
import { Scripts } from "./scripts.ts";
import { currentRender } from "./state.ts";

type Props = Record<string, unknown> & { children?: ComponentChildren };
type DocumentTag = "html" | "head" | "body";

const hookedBefore = options.vnode;

/**
 * Looks at every element as it is made: islands get their boundary, elements
 * of the head a sense of where they stand, inline scripts their nonce.
 */
options.vnode = (vnode) => {
  hookedBefore?.(vnode);
  if (isPlain()) return;
  if (typeof vnode.type === "string") hookElement(vnode, vnode.type);
  else if (isIsland(vnode.type)) {
    const { type, key, props } = vnode;
    become(vnode, IslandBoundary, { island: type, islandKey: key, props });
  }
};

function hookElement(vnode: VNode, type: string): void {
  const props = vnode.props as Props;
  switch (type) {
    case "html":
    case "head":
    case "body":
      return become(vnode, DocumentElement, { tag: type, props });
    case "img":
    case "source":
      lockSources(props);
      return;
    case "a": {
      const render = currentRender();
      if (render !== null) {
        Object.assign(props, linkState(props.href, render.pathname));
      }
      return;
    }
    default:
      if (!isHeadElement(type)) return;
      return become(vnode, HeadElement, {
        tag: type,
        headKey: vnode.key,
        props,
      });
  }
}

/** Turns an element into one of another component, in its place. */
function become<P>(vnode: VNode, type: ComponentType<P>, props: P): void {
  Object.assign(vnode, { type, props });
}

function lockSources(props: Props): void {
  if (props["data-fresh-disable-lock"]) return;
  if (typeof props.src === "string") props.src = asset(props.src);
  for (const name of ["srcset", "srcSet"]) {
    const value = props[name];
    if (typeof value === "string") props[name] = assetSrcSet(value);
  }
}

/** `<html>`, `<head>` or `<body>`, with what every document ends them with. */
function DocumentElement(
  { tag, props }: { tag: DocumentTag; props: Props },
): JSX.Element {
  const render = currentRender();
  if (render !== null) render.has[tag] = true;
  const { children, ...attributes } = props;
  const inside = tag === "head"
    ? h(
      HeadPlace.Provider,
      { value: "document" },
      children,
      h(RemainingHead, null),
    )
    : tag === "body"
    ? [children, h(Scripts, null)]
    : children;
  return plainElement(tag, { ...attributes, children: inside });
}
