import { type Signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

/**
 * A signal that this browser remembers under a key. It starts as the server
 * rendered it, and takes what was remembered once the page stands.
 */
export function useRemembered<Value>(
  key: string,
  initial: Value,
  isValid: (value: unknown) => value is Value,
): Signal<Value> {
  const value = useSignal(initial);
  useEffect(() => {
    const stored = recall(key);
    if (isValid(stored)) value.value = stored;
    let isFirst = true;
    return value.subscribe((now) => {
      if (!isFirst) remember(key, now);
      isFirst = false;
    });
  }, []);
  return value;
}

/** For long, or for as long as a tab lives. */
export type BrowserStore = "localStorage" | "sessionStorage";

/** Reads what was remembered; `null` where nothing readable is. */
export function recall(
  key: string,
  store: BrowserStore = "localStorage",
): unknown {
  try {
    return JSON.parse(globalThis[store].getItem(ownKey(key)) ?? "null");
  } catch {
    return null; // Storage switched off, or written by something else.
  }
}

/** Remembers a value for as long as the browser lets it; tells whether. */
export function remember(
  key: string,
  value: unknown,
  store: BrowserStore = "localStorage",
): boolean {
  try {
    globalThis[store].setItem(ownKey(key), JSON.stringify(value));
    return true;
  } catch {
    // A full or forbidden storage only means that a choice is made again.
    return false;
  }
}

/** Tells whether anything is remembered under keys that begin like this. */
export function hasRemembered(beginning: string): boolean {
  try {
    const start = ownKey(beginning);
    return Object.keys(localStorage).some((key) => key.startsWith(start));
  } catch {
    return false; // Storage is switched off.
  }
}

/** Calls when another tab has remembered something else under a key. */
export function onRemembered(key: string, call: () => void): void {
  addEventListener("storage", (event) => {
    if (event.key === ownKey(key)) call();
  });
}

/** A host's paths share its storage: a server below one has its own keys. */
function ownKey(key: string): string {
  return location.pathname.replace(/^.|[^/]*$/g, "") + key;
}

/** Guards for {@linkcode useRemembered}. */
export const isBoolean = (value: unknown): value is boolean =>
  typeof value === "boolean";

/** Tells whether a value is a text. */
export const isText = (value: unknown): value is string =>
  typeof value === "string";

/** Tells whether a value is a whole number from 1. */
export const isCount = (value: unknown): value is number =>
  Number.isSafeInteger(value) && (value as number) > 0;

/** Tells whether a value maps names to yes or no. */
export const isFlags = (value: unknown): value is Record<string, boolean> =>
  typeof value === "object" && value !== null &&
  Object.values(value).every(isBoolean);
