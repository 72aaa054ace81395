import { Fragment, h, type JSX } from "preact";
import { useContext } from "preact/hooks";
import { HeadPlace } from "../shared/head.ts";
import { plainElement } from "./plain.ts";
import { currentRender } from "./state.ts";

type Props = Record<string, unknown>;

const HEAD_ELEMENTS = new Set([
  "title",
  "meta",
  "link",
  "script",
  "style",
  "base",
  "noscript",
  "template",
]);

/** Attributes in which two elements may differ and still be the same one. */
const NOT_IDENTIFYING = new Set(["children", "nonce", "ref"]);

/** Whether an element may stand in a `<head>`. */
export function isHeadElement(type: string): boolean {
  return HEAD_ELEMENTS.has(type);
}

/**
 * An element that may stand in a `<head>`. Out of a `<Head>` it is put aside;
 * in the `<head>` it gives way to one like it that was put aside.
 */
export function HeadElement(
  { tag, headKey, props }: { tag: string; headKey: unknown; props: Props },
): JSX.Element | null {
  const place = useContext(HeadPlace);
  const render = currentRender();
  const element = plainElement(tag, withNonce(tag, props, render?.nonce));
  if (render === null || place === null) return element;

  const key = identityOf(tag, headKey, props);
  if (place === "component") {
    render.head.set(key, element);
    return null;
  }
  const instead = render.head.get(key);
  render.head.delete(key);
  return instead ?? element;
}

/** What was put aside and has not replaced anything. */
export function RemainingHead(): JSX.Element | null {
  const render = currentRender();
  if (render === null || render.head.size === 0) return null;
  const elements = [...render.head.values()];
  render.head.clear();
  return h(Fragment, null, elements);
}

function withNonce(tag: string, props: Props, nonce: string | undefined) {
  const isInline = tag === "script" || tag === "style";
  return isInline && nonce !== undefined ? { nonce, ...props } : props;
}

/** There is one title; others are the same when their attributes are. */
function identityOf(tag: string, key: unknown, props: Props): string {
  if (key !== undefined && key !== null) return `${tag} key ${key}`;
  if (tag === "title") return tag;
  const parts = Object.keys(props).sort().flatMap((name) => {
    if (NOT_IDENTIFYING.has(name)) return [];
    if (tag === "meta" && name === "content") return [];
    const value = props[name];
    return name === "dangerouslySetInnerHTML"
      ? [JSON.stringify(value)]
      : [`${name}=${value}`];
  });
  return [tag, ...parts].join(" ");
}
