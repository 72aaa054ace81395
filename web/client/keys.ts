import { useEffect, useRef } from "preact/hooks";
import type { KeyDesk, Shortcut, ShortcutGroup } from "./key_desk.ts";
import { recall, remember } from "./remembered.ts";

export type { Shortcut, ShortcutGroup };

const REMEMBERED = "ant.single_keys";

/** What tells keys apart is loaded once somebody is there to press them. */
const SIGNS_OF_LIFE = ["pointermove", "pointerdown"] as const;
const ONCE = { once: true } as const;
const SCROLLS = /^(Home|End|Page.+|Arrow.+)$/;

const standing = new Set<() => ShortcutGroup>();
let desk: KeyDesk | null = null;
let loading: Promise<typeof import("./key_desk.ts")> | null = null;

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
    for (const sign of SIGNS_OF_LIFE) addEventListener(sign, prepare, ONCE);
    const told = () => ({ group, shortcuts: latest.current() });
    standing.add(told);
    return () => standing.delete(told);
  }, [group]);
}

/** All shortcuts that work on this page, as the list shows them. */
export function shortcutGroups(): readonly ShortcutGroup[] {
  return [...standing].map((told) => told());
}

/** Whether shortcuts of one typed sign work (WCAG 2.2, 2.1.4). */
export function areSingleKeysOn(): boolean {
  return recall(REMEMBERED) !== false;
}

/** Turns shortcuts of one typed sign on or off, for this browser. */
export function setSingleKeys(on: boolean): void {
  remember(REMEMBERED, on);
}

async function prepare(): Promise<void> {
  loading ??= import("./key_desk.ts");
  try {
    const { KeyDesk } = await loading;
    desk ??= new KeyDesk({
      groups: shortcutGroups,
      areSingleKeysOn,
      dialogGroup,
    });
  } catch {
    loading = null; // The server is away: the next key tries again.
  }
}

async function onKeyDown(event: KeyboardEvent): Promise<void> {
  if (event.defaultPrevented || event.isComposing) return;
  if (desk === null && isUrgent(event)) {
    event.preventDefault();
    runNow(event.key === "/" ? "/" : "Mod+k", event);
  }
  const isDone = event.defaultPrevented;
  if (desk === null) {
    if (isTaken(event)) event.preventDefault();
    await prepare();
  }
  if (!isDone) desk?.press(event);
}

/**
 * Whether the browser itself would search if nobody stopped it at once, and
 * what is typed next belongs into a field that this key opens.
 */
function isUrgent({ key, ctrlKey, metaKey, target }: KeyboardEvent): boolean {
  if (document.querySelector("dialog[open]") !== null) return false;
  if (ctrlKey || metaKey) return key === "k";
  return key === "/" && areSingleKeysOn() && !isWithinField(target);
}

/**
 * Whether a shortcut stands for a key by which the browser itself scrolls: it
 * would still be on its way there when the shortcut goes elsewhere.
 */
function isTaken(event: KeyboardEvent): boolean {
  const { key, target, altKey, ctrlKey, metaKey, shiftKey } = event;
  return SCROLLS.test(key) && !(altKey || ctrlKey || metaKey || shiftKey) &&
    dialogGroup(event) === null && !isWithinField(target) &&
    shortcutGroups().some(({ shortcuts }) =>
      shortcuts.some(({ keys }) => keys === key)
    );
}

function isWithinField(target: EventTarget | null): boolean {
  const field = "input, textarea, select, [contenteditable]";
  return (target as Element).closest(field) !== null;
}

function runNow(keys: string, event: KeyboardEvent): void {
  const all = shortcutGroups().flatMap(({ shortcuts }) => shortcuts);
  all.findLast((shortcut) => shortcut.keys === keys)?.run(event);
}

function dialogGroup({ target }: KeyboardEvent): string | null {
  const open = [...document.querySelectorAll("dialog[open]")];
  const inFront = open.findLast((dialog) => dialog.contains(target as Node)) ??
    open.at(-1);
  return inFront?.getAttribute("data-keys") ?? (inFront ? "" : null);
}
