import { computed, signal } from "@preact/signals";
import { type ComponentType, options, render } from "preact";
import { linkState } from "../shared/active_link.ts";
import { asset, assetSrcSet } from "../shared/asset.ts";
import { decode, type Revive } from "../shared/decode.ts";
import { outermost } from "./markers.ts";
import { type Props, Reviver, SlotRef } from "./revive.ts";
import { rootOf } from "./root.ts";

const revive: Revive = (tag, content, at) => {
  const [first, second] = content as [number, string];
  switch (tag) {
    case "signal":
      return signal(at(first));
    case "computed": {
      const value = at(first);
      return computed(() => value);
    }
    default:
      return new SlotRef(first, second);
  }
};

/** Brings the page's islands to life; the server writes the call. */
export function boot(
  islands: Readonly<Record<string, ComponentType>>,
  props: string,
): void {
  const reviver = new Reviver(islands, decode(props, revive) as Props[]);
  const places = outermost(reviver.learn(document.body).islands);
  for (const place of places) render(reviver.islandAt(place), rootOf(place));
}

const hookedBefore = options.vnode;

/** What the server does to links and images, so that both render the same. */
options.vnode = (vnode) => {
  const props = vnode.props as Props;
  if (vnode.type === "a") {
    Object.assign(props, linkState(props.href, location.pathname));
  } else if (vnode.type === "img" || vnode.type === "source") {
    if (typeof props.src === "string") props.src = asset(props.src);
    if (typeof props.srcset === "string") {
      props.srcset = assetSrcSet(props.srcset);
    }
  }
  hookedBefore?.(vnode);
};
