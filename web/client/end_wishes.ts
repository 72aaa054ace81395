import { signal } from "@preact/signals";
import { onRemembered, recall, remember } from "./remembered.ts";
import { sayDone, sayFailed, sayNotLoaded } from "./toasts.ts";

/** Of which ends this browser shall tell. */
export interface EndWishes {
  readonly all: boolean;
  readonly ids: readonly string[];
}

const KEY = "ant.tell_ends";
const MOST_IDS = 500;
const NONE: EndWishes = { all: false, ids: [] };

/** The wishes as they stand; the tabs of a browser share them. */
export const endWishes = signal<EndWishes>(readWishes(recall(KEY)));

/** Takes over what another tab changes. */
export function shareEndWishes(): void {
  onRemembered(KEY, () => endWishes.value = readWishes(recall(KEY)));
}

/** Whether there is anything to tell of. */
export function wishesAny({ all, ids }: EndWishes): boolean {
  return all || ids.length > 0;
}

/** Tells of all ends, or of none but those that were picked. */
export function tellOfAll(on: boolean): void {
  keep({ ...endWishes.peek(), all: on });
}

/** Tells of the end of one task. */
export function tellOfOne(id: string): void {
  const { all, ids } = endWishes.peek();
  keep({ all, ids: [...ids.filter((one) => one !== id), id].slice(-MOST_IDS) });
}

/** The same from anywhere on a page, with a word on how it went. */
export async function tellOfEnd(id: string): Promise<void> {
  const why = await askBrowser();
  if (why !== null) {
    sayFailed("Notifications stay off", new Error(why));
    return;
  }
  tellOfOne(id);
  sayDone("This browser tells you when it ends", id);
}

/** Takes tasks off the list: they have ended, or nobody wants to know. */
export function tellNoMore(gone: readonly string[]): void {
  const { all, ids } = endWishes.peek();
  const left = ids.filter((id) => !gone.includes(id));
  if (left.length !== ids.length) keep({ all, ids: left });
}

/** Why this browser shows no notifications; `null` where it may. */
export function refusal(): string | null {
  if (!isSecureContext) {
    return "browsers show notifications over HTTPS alone; open the dashboard " +
      "by its https:// address";
  }
  if (!("Notification" in globalThis)) return "this browser has none";
  return Notification.permission === "denied"
    ? "this browser blocks those of this address; allow them in the settings " +
      "of the site, beside the address"
    : null;
}

/**
 * Asks the browser, which only a click may do. Resolves with why it shows
 * none; `null` where it does.
 */
export async function askBrowser(): Promise<string | null> {
  if (refusal() !== null) return refusal();
  const given = await Notification.requestPermission();
  return given === "granted"
    ? null
    : refusal() ?? "the browser asked, and was not answered";
}

function keep(wishes: EndWishes): void {
  remember(KEY, wishes);
  endWishes.value = wishes;
  import("./end_watch.ts").then(({ watchEnds }) => watchEnds(), sayNotLoaded);
}

function readWishes(stored: unknown): EndWishes {
  const { all, ids } = (stored ?? NONE) as Partial<EndWishes>;
  return {
    all: all === true,
    ids: Array.isArray(ids) ? ids.filter((id) => typeof id === "string") : [],
  };
}
