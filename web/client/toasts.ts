import { signal } from "@preact/signals";
import { plainReason } from "../../scheduler/view/words.ts";
import { ApiError } from "./api.ts";

/** A passing word on how something went. */
export interface Toast {
  readonly key: number;
  readonly kind: "good" | "bad";
  readonly title: string;
  readonly detail: string;
  /** Takes back what was done. */
  readonly undo?: () => void;
}

const SHOWN = 2;
const LIFE_MS = 4_000;
const UNDO_MS = 8_000;

/** The toasts in sight, the latest last. */
export const toasts = signal<readonly Toast[]>([]);

let lastKey = 0;

/** Says that something went well; it leaves by itself. */
export function sayDone(title: string, detail = ""): void {
  const key = show({ kind: "good", title, detail });
  setTimeout(() => dismiss(key), LIFE_MS);
}

/** Says what was done, and for a while offers to take it back. */
export function sayUndoable(
  title: string,
  detail: string,
  undo: () => void,
): void {
  const key = show({ kind: "good", title, detail, undo });
  setTimeout(() => dismiss(key), UNDO_MS);
}

/** Says what went wrong; it stays until it is closed. */
export function sayFailed(title: string, error: unknown): void {
  show({ kind: "bad", title, detail: reasonOf(error) });
}

/** Takes a toast away. */
export function dismiss(key: number): void {
  toasts.value = toasts.value.filter((toast) => toast.key !== key);
}

/** Takes back what the newest toast offers to take back. */
export function undoNewest(): void {
  const newest = toasts.peek().findLast(({ undo }) => undo !== undefined);
  if (newest === undefined) return;
  dismiss(newest.key);
  newest.undo!();
}

/** The server's reason, or what else an error says. */
export function reasonOf(error: unknown): string {
  if (error instanceof ApiError) {
    return plainReason(error.detail || error.title);
  }
  return error instanceof Error ? error.message : String(error);
}

function show(toast: Omit<Toast, "key">): number {
  const key = ++lastKey;
  toasts.value = [...toasts.value, { ...toast, key }].slice(-SHOWN);
  return key;
}
