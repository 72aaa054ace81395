import {
  type Attributes,
  type ComponentChildren,
  type ComponentType,
  createContext,
  Fragment,
  h,
  isValidElement,
  type JSX,
} from "preact";
import { Signal } from "@preact/signals";
import { useContext } from "preact/hooks";
import { plainElement } from "./plain.ts";
import { currentRender, type RenderState } from "./state.ts";

type Props = Record<string, unknown>;

/** Components of any app of this process that are islands. */
const ISLANDS = new WeakSet<ComponentType>();

/** Whether what is being rendered is part of an island already. */
const InsideIsland = createContext(false);

/** Makes components known as islands. */
export function registerIslands(components: Iterable<ComponentType>): void {
  for (const component of components) ISLANDS.add(component);
}

/** Whether a component is an island. */
export function isIsland(component: ComponentType): boolean {
  return ISLANDS.has(component);
}

/** An island, between the comments by which the browser finds it. */
export function IslandBoundary(
  { island: component, islandKey, props }: {
    island: ComponentType;
    islandKey: unknown;
    props: Props;
  },
): JSX.Element {
  const inside = useContext(InsideIsland);
  const render = currentRender();
  const island = render?.build.islands.get(component);
  if (render === null || island === undefined || inside) {
    return plainElement(component, props);
  }
  render.islands.add(island);
  const slotted = slotsInPlace(render, props);
  const index = render.islandProps.push(slotted) - 1;
  const key = String(islandKey ?? "").replaceAll(":", "_");
  return between(
    `island:${island.name}:${index}:${key}`,
    h(
      InsideIsland.Provider,
      { value: true },
      plainElement(component, slotted),
    ),
  );
}

/** Replaces JSX among an island's props by slots. */
function slotsInPlace(render: RenderState, props: Props): Props {
  const slotted: Props = {};
  for (const [name, value] of Object.entries(props)) {
    if (name !== "children" && !isElement(value)) {
      slotted[name] = value;
      continue;
    }
    const id = render.slots.push({ name, content: value, shown: false }) - 1;
    slotted[name] = h(Slot, { id, name });
  }
  return slotted;
}

/** The place of JSX that an island was given by something outside. */
export function Slot(
  { id, name }: { id: number; name: string },
): JSX.Element | null {
  const slot = currentRender()?.slots[id];
  if (slot === undefined) return null;
  slot.shown = true;
  return between(`slot:${id}:${name}`, slotContent(slot.content));
}

/** Content of a slot: outside of the island, and so are islands in it. */
export function slotContent(content: unknown): JSX.Element {
  return h(
    InsideIsland.Provider,
    { value: false },
    content as ComponentChildren,
  );
}

/** Tells JSX from other objects; a signal passes for it in Preact. */
function isElement(value: unknown): boolean {
  return isValidElement(value) && !(value as unknown instanceof Signal);
}

function between(marker: string, content: JSX.Element): JSX.Element {
  const kind = marker.slice(0, marker.indexOf(":"));
  return h(
    Fragment,
    null,
    comment(`frsh:${marker}`),
    content,
    comment(`/frsh:${kind}`),
  );
}

/** A comment, as preact-render-to-string writes them. */
function comment(text: string): JSX.Element {
  return h(Fragment, { UNSTABLE_comment: text } as Attributes);
}
