import { render, type VNode } from "preact";

/**
 * Renders what has to be in reach of everybody: while a modal dialog is open
 * everything outside of it is inert (HTML Standard, 6.6.2), so that it stands
 * in there. The focus tells of a dialog that opens.
 */
export function showInFront(node: VNode): void {
  const box = document.createElement("div");
  const place = () => {
    const modals = document.querySelectorAll("dialog:modal");
    const front = [...modals].at(-1) ?? document.body;
    if (box.parentElement !== front) front.append(box);
  };
  place();
  render(node, box);
  for (const change of ["close", "focusin"]) {
    addEventListener(change, place, true);
  }
}
