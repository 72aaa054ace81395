import { signal } from "@preact/signals";
import type { EntryRef } from "../../scheduler/view/recovery_query.ts";

const OFFERED_MS = 8_000;

/** What was taken away last, for as long as that can be undone here. */
export class RecoveryUndo {
  readonly offered = signal<
    { readonly words: string; readonly entries: readonly EntryRef[] } | null
  >(null);
  #end: ReturnType<typeof setTimeout> | undefined;

  /** Offers to undo something for a while; what came before it stays done. */
  offer(words: string, entries: readonly EntryRef[]): void {
    clearTimeout(this.#end);
    this.offered.value = { words, entries };
    this.#end = setTimeout(() => this.offered.value = null, OFFERED_MS);
  }

  /** Takes the offer; `null` where there is none. */
  take(): readonly EntryRef[] | null {
    clearTimeout(this.#end);
    const entries = this.offered.value?.entries ?? null;
    this.offered.value = null;
    return entries;
  }
}
