import type { RefObject } from "preact";
import { useShortcuts } from "./keys.ts";

/** The group of the recovery dialog's keys: its `data-keys`. */
export const RECOVERY_KEYS = "Restore tasks";

/** What the keys of the recovery dialog do. */
export interface RecoveryKeyActs {
  readonly onUndo: () => void;
  readonly onRestore: () => void;
}

/** Lets a person walk the list, and act on it, by keyboard alone. */
export function useRecoveryKeys(
  inside: RefObject<HTMLElement>,
  { onUndo, onRestore }: RecoveryKeyActs,
): void {
  const walk = (step: 1 | -1) => () => stepFrom(inside.current!, step);
  const press = (action: string) => () => {
    rowOf(inside.current!)
      ?.querySelector<HTMLButtonElement>(`[data-act=${action}]`)?.click();
  };
  const isOpen = () => inside.current?.closest("dialog")?.open ?? false;
  useShortcuts(RECOVERY_KEYS, () => isOpen() ? shortcuts : []);
  const shortcuts = [
    { keys: "j", does: "Next task", run: walk(1) },
    { keys: "k", does: "Task before", run: walk(-1) },
    { keys: "ArrowDown", does: "Next task", run: walk(1) },
    { keys: "ArrowUp", does: "Task before", run: walk(-1) },
    {
      keys: "x",
      does: "Select the task",
      run: () => rowOf(inside.current!)?.querySelector("input")?.click(),
    },
    { keys: "h", does: "Hide the task", run: press("hide") },
    { keys: "Delete", does: "Delete the task", run: press("delete") },
    { keys: "z", does: "Undo", run: onUndo },
    { keys: "Mod+Enter", does: "Restore what is selected", run: onRestore },
    {
      keys: "/",
      does: "Search",
      run: () =>
        inside.current!.querySelector<HTMLElement>("[type=search]")?.focus(),
    },
  ];
}

/**
 * Remembers the row that has the focus; what is returned gives the focus to
 * the row that then stands in its place.
 */
export function keepRow(inside: HTMLElement): () => void {
  const place = rowsIn(inside).indexOf(rowOf(inside)!);
  const action = document.activeElement?.getAttribute("data-act");
  return () => {
    if (place === -1 || inside.contains(document.activeElement)) return;
    const rows = rowsIn(inside);
    const row = rows[Math.min(place, rows.length - 1)];
    const next = row?.querySelector<HTMLElement>(`[data-act=${action}]`) ??
      row?.querySelector("input") ?? inside;
    next.focus();
  };
}

function stepFrom(inside: HTMLElement, step: 1 | -1): void {
  const rows = rowsIn(inside);
  const place = rows.indexOf(rowOf(inside)!);
  const row = rows[place === -1 ? 0 : place + step];
  row?.querySelector("input")?.focus();
  row?.scrollIntoView({ block: "nearest" });
}

function rowOf(inside: HTMLElement): HTMLElement | null {
  const { activeElement } = document;
  return inside.contains(activeElement)
    ? activeElement!.closest<HTMLElement>(".ri")
    : null;
}

function rowsIn(inside: HTMLElement): HTMLElement[] {
  return [...inside.querySelectorAll<HTMLElement>(".ri:not(.wait)")];
}
