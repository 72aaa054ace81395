import type { ContainerNode } from "preact";
import type { Range } from "./markers.ts";

/**
 * Stands in for an element around a range, so that Preact can render there
 * and leave the range's neighbours alone.
 */
export function rootOf({ start, end }: Range): ContainerNode {
  const parent = start.parentElement!;
  const nodes = () => {
    const found: ChildNode[] = [];
    let node = start.nextSibling;
    while (node !== null && node !== end) {
      found.push(node);
      node = node.nextSibling;
    }
    return found;
  };
  const root = {
    nodeType: Node.ELEMENT_NODE,
    parentNode: parent,
    namespaceURI: parent.namespaceURI,
    get firstChild() {
      return nodes()[0] ?? null;
    },
    get childNodes() {
      return nodes();
    },
    contains: (node: Node) => parent.contains(node),
    appendChild: (node: Node) => parent.insertBefore(node, end),
    insertBefore: (node: Node, before: Node | null) =>
      parent.insertBefore(node, before ?? end),
    removeChild: (node: Node) => parent.removeChild(node),
  };
  return root as unknown as ContainerNode;
}
