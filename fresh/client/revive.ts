import {
  type ComponentChild,
  type ComponentType,
  Fragment,
  h,
  type JSX,
} from "preact";
import { findPlaces, type IslandPlace, type Places } from "./markers.ts";

/** What an island was given, as it came from the server. */
export type Props = Record<string, unknown>;

/** Says that a prop is the JSX in a slot. */
export class SlotRef {
  constructor(readonly id: number, readonly name: string) {}
}

/** Turns what the server rendered back into elements. */
export class Reviver {
  readonly #islands: Readonly<Record<string, ComponentType>>;
  readonly #props: readonly Props[];
  readonly #byStart = new Map<Node, IslandPlace>();
  readonly #slots = new Map<number, JSX.Element>();
  readonly #places: Places[] = [];

  constructor(
    islands: Readonly<Record<string, ComponentType>>,
    props: readonly Props[],
  ) {
    this.#islands = islands;
    this.#props = props;
  }

  /** Learns of the places below a node. */
  learn(below: Node): Places {
    const places = findPlaces(below);
    this.#places.push(places);
    for (const place of places.islands) this.#byStart.set(place.start, place);
    return places;
  }

  /** The element of an island, its slots filled with what is in them now. */
  islandAt({ name, index, key }: IslandPlace): JSX.Element {
    const props: Props = {};
    for (const [prop, value] of Object.entries(this.#props[index]!)) {
      props[prop] = value instanceof SlotRef ? this.#slot(value) : value;
    }
    if (key !== "") props.key = key;
    return h(this.#islands[name]!, props);
  }

  #slot(ref: SlotRef): JSX.Element {
    const known = this.#slots.get(ref.id) ??
      h(Fragment, null, this.#contentOf(ref));
    this.#slots.set(ref.id, known);
    return known;
  }

  /** A slot that the island did not show waits in a template. */
  #contentOf({ id, name }: SlotRef): ComponentChild[] {
    for (const { slots } of this.#places) {
      const range = slots.get(id);
      if (range !== undefined) {
        return this.#children(range.start.nextSibling, range.end);
      }
    }
    const template = document.getElementById(`frsh-${id}-${name}`);
    if (!(template instanceof HTMLTemplateElement)) return [];
    this.learn(template.content);
    return this.#children(template.content.firstChild, null);
  }

  #children(first: ChildNode | null, end: Node | null): ComponentChild[] {
    const children: ComponentChild[] = [];
    let node = first;
    while (node !== null && node !== end) {
      const place = this.#byStart.get(node);
      if (place !== undefined) {
        children.push(this.islandAt(place));
        node = place.end;
      } else if (node instanceof Text) children.push(node.data);
      else if (node instanceof Element) children.push(this.#element(node));
      node = node.nextSibling;
    }
    return children;
  }

  #element(element: Element): JSX.Element {
    const props: Props = {};
    for (const { name, value } of element.attributes) {
      // A browser hides the nonce from attributes; setting it would clear it.
      if (name === "nonce") continue;
      // Present is true (HTML Standard, 2.3.2).
      const isFlag = typeof Reflect.get(element, name) === "boolean";
      props[name] = isFlag ? true : value;
    }
    const children = this.#children(element.firstChild, null);
    return h(element.localName, props, children);
  }
}
