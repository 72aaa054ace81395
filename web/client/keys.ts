import { useEffect, useRef } from "preact/hooks";
import { KeyDesk, type Shortcut, type ShortcutGroup } from "./key_desk.ts";
import { recall, remember } from "./remembered.ts";

export type { Shortcut, ShortcutGroup };

const REMEMBERED = "ant.single_keys";

const desk = new KeyDesk({ areSingleKeysOn, dialogGroup });
const onKeyDown = (event: KeyboardEvent) => desk.press(event);

/**
 * Registers shortcuts while a component stands; of two with the same keys the
 * later one works. Keys are off in fields unless `inFields`, and behind an
 * open `<dialog>`: one that has keys of its own names their group in
 * `data-keys`.
 */
export function useShortcuts(
  group: string,
  shortcuts: () => readonly Shortcut[],
): void {
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  useEffect(() => {
    // The same listener is added once only (DOM Standard, 2.7).
    addEventListener("keydown", onKeyDown);
    return desk.add(group, () => latest.current());
  }, [group]);
}

/** All shortcuts that work on this page, as the list shows them. */
export function shortcutGroups(): readonly ShortcutGroup[] {
  return desk.groups();
}

/** Whether shortcuts of one typed sign work (WCAG 2.2, 2.1.4). */
export function areSingleKeysOn(): boolean {
  return recall(REMEMBERED) !== false;
}

/** Turns shortcuts of one typed sign on or off, for this browser. */
export function setSingleKeys(on: boolean): void {
  remember(REMEMBERED, on);
}

function dialogGroup({ target }: KeyboardEvent): string | null {
  const open = [...document.querySelectorAll("dialog[open]")];
  const inFront = open.findLast((dialog) => dialog.contains(target as Node)) ??
    open.at(-1);
  return inFront?.getAttribute("data-keys") ?? (inFront ? "" : null);
}
