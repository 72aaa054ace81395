import { computed, signal } from "@preact/signals";
import {
  entryOfKey,
  type EntryRef,
  keyOfEntry,
} from "../../scheduler/view/recovery_query.ts";
import type {
  RecoveryEntryView,
  RecoveryGroup,
} from "../../scheduler/view/recovery_view.ts";

/** An entry that was not restored. */
export interface RecoveryFailure {
  readonly entry: EntryRef;
  readonly reason: string;
  /** An id under which it can come back, where its own is taken. */
  readonly freeId: string | null;
  /** What it is; `null` where it was never shown. */
  readonly shown: RecoveryEntryView | null;
}

/** Which entries are selected, over all tabs, and which ones failed. */
export class RecoveryChoice {
  readonly keys = signal<ReadonlySet<string>>(new Set());
  readonly failures = signal<ReadonlyMap<string, RecoveryFailure>>(new Map());

  /** What is selected, by its names. */
  readonly entries = computed(() =>
    [...this.keys.value].map((key) => entryOfKey(key)!)
  );
  readonly #counts = computed(() => {
    const counts = new Map<string, number>();
    for (const { sessionId, section } of this.entries.value) {
      const group = groupKey({ sessionId, section });
      counts.set(group, (counts.get(group) ?? 0) + 1);
    }
    return counts;
  });

  /** How many of a group's entries are selected. */
  countIn(group: RecoveryGroup): number {
    return this.#counts.value.get(groupKey(group)) ?? 0;
  }

  /** Selects entries, or takes them out of the selection. */
  set(keys: Iterable<string>, isOn: boolean): void {
    const chosen = new Set(this.keys.value);
    for (const key of keys) {
      if (isOn) chosen.add(key);
      else chosen.delete(key);
    }
    this.keys.value = chosen;
  }

  /** Keeps in mind what failed; only that stays selected. */
  fail(failures: readonly RecoveryFailure[]): void {
    this.failures.value = new Map(
      failures.map((failure) => [keyOfEntry(failure.entry), failure]),
    );
    this.keys.value = new Set(this.failures.value.keys());
  }

  /** Drops entries that are not there any more. */
  forget(keys: readonly string[]): void {
    this.set(keys, false);
    const left = new Map(this.failures.value);
    for (const key of keys) left.delete(key);
    this.failures.value = left;
  }
}

function groupKey(
  { sessionId, section }: Pick<RecoveryGroup, "sessionId" | "section">,
): string {
  return section === "hidden" ? section : `${section} ${sessionId}`;
}
