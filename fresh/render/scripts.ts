import { computed, Signal } from "@preact/signals";
import { Fragment, h, isValidElement, type JSX } from "preact";
import type { Island } from "../build/build_cache.ts";
import { encode, type Special } from "../shared/encode.ts";
import { Slot, slotContent } from "./islands.ts";
import { plainElement } from "./plain.ts";
import { currentRender, type RenderState } from "./state.ts";

/**
 * The end of every body: JSX that islands have not shown yet, then the script
 * that starts them. Without islands, nothing.
 */
export function Scripts(): JSX.Element | null {
  const render = currentRender();
  if (render === null || render.scriptsDone) return null;
  render.scriptsDone = true;
  // The script comes after the templates: they may bring more islands.
  return h(Fragment, null, h(HiddenSlots, null), h(StartScript, null));
}

function HiddenSlots(): JSX.Element[] {
  const { slots } = currentRender()!;
  return slots.flatMap((slot, id) =>
    slot.shown ? [] : [
      plainElement("template", {
        id: `frsh-${id}-${slot.name}`,
        children: slotContent(slot.content),
      }),
    ]
  );
}

function StartScript(): JSX.Element | null {
  const render = currentRender()!;
  if (render.islands.size === 0) return null;
  return plainElement("script", {
    type: "module",
    nonce: render.nonce,
    dangerouslySetInnerHTML: { __html: startCode(render) },
  });
}

function startCode({ build, basePath, islands, islandProps }: RenderState) {
  const url = (path: string) => inScript(encodeURI(`${basePath}${path}`));
  const imports = [...islands].map(({ exportName, name, file }) =>
    `import{${exportName} as ${name}}from${url(file)};`
  );
  const names = [...islands].map(({ name }) => name);
  const props = inScript(encode(islandProps, special));
  return `import{boot}from${url(build.clientEntry)};${imports.join("")}` +
    `boot({${names}},${props});`;
}

/** Text as a JavaScript literal that cannot end the script it is in. */
function inScript(text: string): string {
  return JSON.stringify(text).replaceAll("<", "\\u003c");
}

/** What only signals that follow others have; their class is not exported. */
const COMPUTED: object = Object.getPrototypeOf(computed(() => null));

/** Signals, and the slots that JSX was replaced by. */
const special: Special = (value, refer) => {
  if (value instanceof Signal) {
    const tag = Object.prototype.isPrototypeOf.call(COMPUTED, value)
      ? "computed"
      : "signal";
    return [tag, refer(value.peek())];
  }
  if (!isValidElement(value)) return undefined;
  if (value.type !== Slot as unknown) {
    throw new TypeError(
      "Cannot send JSX inside a list or an object to an island: pass it as a prop of its own",
    );
  }
  const { id, name } = value.props as unknown as { id: number; name: string };
  return ["slot", id, name];
};

/** The chunks that a page needs, as a `Link` header names them. */
export function preloadLinks(
  { build, basePath, islands }: RenderState,
): string | null {
  if (islands.size === 0) return null;
  const files = new Set(
    [build.clientEntry, ...[...islands].map(({ file }: Island) => file)],
  );
  return [...files].map((file) =>
    `<${encodeURI(basePath + file)}>; rel="modulepreload"; as="script"`
  ).join(", ");
}
