import { useLayoutEffect, useRef } from "preact/hooks";
import { focusSearch, front } from "./front.ts";
import type { KeyDesk, Shortcut, ShortcutGroup } from "./key_desk.ts";
import { recall, remember } from "./remembered.ts";

export type { Shortcut, ShortcutGroup };

const REMEMBERED = "ant.single_keys";

/** What tells keys apart is loaded once somebody is there to press them. */
const SIGNS_OF_LIFE = ["pointermove", "pointerdown"] as const;
const SCROLLS = /^(Home|End|Page.+|Arrow.+)$/;

const standing = new Set<() => ShortcutGroup>();
let desk: KeyDesk | null = null;
let loading: Promise<KeyDesk> | null = null;

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
  // A key may follow what is seen at once, and come before a mere effect.
  useLayoutEffect(() => {
    const told = () => ({ group, shortcuts: latest.current() });
    standing.add(told);
    return () => standing.delete(told);
  }, [group]);
}

/** Listens to the keys of a page, whose general shortcuts come with the first. */
export function listenToKeys(): void {
  addEventListener("keydown", onKeyDown);
  for (const sign of SIGNS_OF_LIFE) {
    addEventListener(sign, prepare, { once: true });
  }
}

/** The shortcuts that stand on this page, without those of all pages. */
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
  loading ??= import("./key_desk.ts").then(({ deskOf }) =>
    deskOf({ groups: shortcutGroups, areSingleKeysOn, dialogGroup })
  );
  try {
    desk = await loading;
  } catch {
    loading = null; // The server is away: the next key tries again.
  }
}

async function onKeyDown(event: KeyboardEvent): Promise<void> {
  if (event.defaultPrevented || event.isComposing) return;
  if (desk === null && isUrgent(event)) {
    event.preventDefault();
    if (event.key === "/") searchNow(event);
    else front.value = "palette";
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

function searchNow(event: KeyboardEvent): void {
  const own = shortcutGroups().flatMap(({ shortcuts }) => shortcuts)
    .findLast(({ keys }) => keys === "/");
  if (own === undefined) focusSearch();
  else own.run(event);
}

function dialogGroup({ target }: KeyboardEvent): string | null {
  const open = [...document.querySelectorAll("dialog[open]")];
  const inFront = open.findLast((dialog) => dialog.contains(target as Node)) ??
    open.at(-1);
  return inFront?.getAttribute("data-keys") ?? (inFront ? "" : null);
}
