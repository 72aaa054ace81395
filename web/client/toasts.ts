import { computed, signal } from "@preact/signals";
import { plainReason } from "../../scheduler/view/words.ts";
import { ApiError } from "./api_error.ts";

/** A passing word on how something went. */
export interface Toast {
  readonly key: number;
  readonly kind: "good" | "bad";
  readonly title: string;
  readonly detail: string;
  /** Takes back what was done. */
  readonly undo?: () => void;
}

interface Leaving {
  readonly lifeMs: number;
  timer: ReturnType<typeof setTimeout> | undefined;
}

const SHOWN = 2;
const LIFE_MS = 4_000;
const UNDO_MS = 8_000;

const all = signal<readonly Toast[]>([]);
const leaving = new Map<number, Leaving>();
let lastKey = 0;
let isHeld = false;

/** The toasts in sight, the latest last; those behind come when these go. */
export const toasts = computed(() => all.value.slice(-SHOWN));

/** Says that something went well; it leaves by itself. */
export function sayDone(title: string, detail = ""): void {
  show({ kind: "good", title, detail }, LIFE_MS);
}

/** Says what was done, and for a while offers to take it back. */
export function sayUndoable(
  title: string,
  detail: string,
  undo: () => void,
): void {
  show({ kind: "good", title, detail, undo }, UNDO_MS);
}

/** Says what went wrong; it stays until it is closed. */
export function sayFailed(title: string, error: unknown): void {
  const detail = reasonOf(error);
  // The same again would only hide what else went wrong.
  all.value = all.peek().filter((toast) =>
    toast.kind === "good" || toast.title !== title || toast.detail !== detail
  );
  show({ kind: "bad", title, detail }, null);
}

/** Says that a part of the page did not come. */
export function sayNotLoaded(): void {
  sayFailed(
    "Not opened",
    new Error(
      "the server did not send this part; reload the page if it was updated",
    ),
  );
}

/** Takes a toast away. */
export function dismiss(key: number): void {
  clearTimeout(leaving.get(key)?.timer);
  leaving.delete(key);
  all.value = all.peek().filter((toast) => toast.key !== key);
}

/** Keeps all toasts while a person points at one, or has it in focus. */
export function holdToasts(on: boolean): void {
  if (on === isHeld) return;
  isHeld = on;
  for (const [key, one] of leaving) {
    clearTimeout(one.timer);
    if (!on) one.timer = setTimeout(() => dismiss(key), one.lifeMs);
  }
}

/** The newest toast that offers to take something back. */
export function newestUndoable(): Toast | undefined {
  return all.value.findLast(({ undo }) => undo !== undefined);
}

/** The server's reason, or what else an error says. */
export function reasonOf(error: unknown): string {
  if (error instanceof ApiError) {
    return plainReason(error.detail || error.title);
  }
  return error instanceof Error ? error.message : String(error);
}

function show(toast: Omit<Toast, "key">, lifeMs: number | null): void {
  const key = ++lastKey;
  all.value = [...all.peek(), { ...toast, key }];
  if (lifeMs === null) return;
  const timer = isHeld ? undefined : setTimeout(() => dismiss(key), lifeMs);
  leaving.set(key, { lifeMs, timer });
}
