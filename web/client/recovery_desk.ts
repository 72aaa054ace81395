import { signal } from "@preact/signals";
import {
  type EntryRef,
  keyOfEntry,
  type RecoveryQuery,
  writeRecoveryQuery,
} from "../../scheduler/view/recovery_query.ts";
import type {
  RecoveryEntryView,
  RecoveryGroup,
} from "../../scheduler/view/recovery_view.ts";
import { counted } from "../../scheduler/view/words.ts";
import { ask } from "./api.ts";
import { RecoveryChoice } from "./recovery_choice.ts";
import {
  type FailedWish,
  type RestoreWish,
  send,
} from "./recovery_requests.ts";
import { keyOfRow, RecoveryRows } from "./recovery_rows.ts";
import { RecoveryUndo } from "./recovery_undo.ts";
import { reasonOf, sayDone } from "./toasts.ts";

/** A pause that long ends a word. */
const TYPING_MS = 150;

/** What the recovery dialog can do, one thing after the other. */
export class RecoveryDesk {
  readonly rows = new RecoveryRows();
  readonly choice = new RecoveryChoice();
  readonly undo = new RecoveryUndo();
  /** Why the last request failed as a whole. */
  readonly problem = signal<string | null>(null);
  readonly busy = signal(false);

  #line: Promise<unknown> = Promise.resolve();
  #typing: ReturnType<typeof setTimeout> | undefined;
  #lastPlace = 0;

  /** Searches once a person has stopped typing for a moment. */
  searchFor(text: string): void {
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => {
      const query = { ...this.rows.query.value, text: text.trim() };
      this.rows.load(query).catch(() => {}); // The dialog itself shows why.
    }, TYPING_MS);
  }

  /** Selects a row, or all from the one selected last. */
  select(place: number, isOn: boolean, isRange: boolean): void {
    const from = isRange ? this.#lastPlace : place;
    const range = this.rows.rows.value
      .slice(Math.min(from, place), Math.max(from, place) + 1);
    this.#lastPlace = place;
    this.choice.set(range.flatMap((row) => row ? [keyOfRow(row)] : []), isOn);
  }

  /** Selects a group, or what a search leaves of it, seen or not. */
  async selectGroup(group: RecoveryGroup, isOn: boolean): Promise<void> {
    const { sessionId: session, section } = group;
    await this.#attempt(async () => {
      const entries = await this.#entries({ session, section });
      this.choice.set(entries.map(keyOfEntry), isOn);
    });
  }

  /** Resolves with whether nothing is left to be restored. */
  async restore(wishes: readonly RestoreWish[]): Promise<boolean> {
    if (wishes.length === 0 || this.busy.value) return false;
    const went = await this.#attempt(async () => {
      const { done, failed } = await send("restore", wishes);
      this.#noteRestored(wishes, done, failed);
      await this.rows.load();
    });
    return went && this.choice.keys.value.size === 0;
  }

  /** Restores everything with a tag that the search leaves. */
  async restoreTag(tag: string): Promise<boolean> {
    let entries: readonly EntryRef[] = [];
    const went = await this.#attempt(async () => {
      entries = await this.#entries({ tag });
    });
    return went && await this.restore(entries);
  }

  /** Hides or deletes an entry at once; it comes back where that fails. */
  async takeAway(
    action: "hide" | "delete",
    row: RecoveryEntryView,
  ): Promise<void> {
    const { sessionId, section, task } = row;
    const entry = { sessionId, section, id: task.id };
    this.rows.drop(row, action === "hide");
    await this.#attempt(async () => {
      await this.#remove(action, [entry], task.id);
    });
  }

  /** The same with all that is selected. */
  async takeAllAway(action: "hide" | "delete"): Promise<void> {
    const entries = this.choice.entries.value;
    await this.#attempt(async () => {
      await this.#remove(action, entries, counted(entries.length, "task"));
      await this.rows.load();
    });
  }

  /** Puts back what was taken away last, or is on its way. */
  async putBack(): Promise<void> {
    if (!this.busy.value && this.undo.offered.value === null) return;
    await this.#attempt(async () => {
      const entries = this.undo.take();
      if (entries === null) return;
      await send("put-back", entries);
      await this.rows.load();
    });
  }

  /** Keeps everything for another time. */
  async dismiss(): Promise<void> {
    await this.#attempt(async () => {
      await ask("POST", "api/v1/recovery/dismiss", {});
      sayDone("Kept for later", "Restore in the rail opens it again");
    });
  }

  #noteRestored(
    wishes: readonly RestoreWish[],
    restored: readonly string[],
    failed: readonly FailedWish[],
  ): void {
    const asked = new Set(wishes.map(keyOfEntry));
    const kept = [...this.choice.failures.value]
      .filter(([key]) => !asked.has(key)).map(([, failure]) => failure);
    const left = this.choice.entries.value.map(keyOfEntry)
      .filter((key) => !asked.has(key));
    const known = new Map(
      this.rows.rows.value.flatMap((row) => row ? [[keyOfRow(row), row]] : []),
    );
    const failures = failed.map(({ message: reason, freeId, ...ref }) => {
      const { sessionId, section, id } = ref;
      const entry = { sessionId, section, id };
      const before = this.choice.failures.value.get(keyOfEntry(entry));
      const shown = before?.shown ?? known.get(keyOfEntry(entry)) ?? null;
      return { entry, reason, freeId, shown };
    });
    this.choice.fail([...kept, ...failures]);
    this.choice.set(left, true);
    if (restored.length > 0) {
      sayDone(`${counted(restored.length, "task")} restored`);
    }
  }

  async #remove(
    action: "hide" | "delete",
    entries: readonly EntryRef[],
    what: string,
  ): Promise<void> {
    const { failed } = await send(action, entries);
    const gone = new Set(entries.map(keyOfEntry));
    for (const one of failed) gone.delete(keyOfEntry(one));
    this.choice.forget([...gone]);
    const done = action === "hide" ? "Hidden" : "Deleted";
    const left = entries.filter((one) => gone.has(keyOfEntry(one)));
    if (left.length > 0) this.undo.offer(`${done}: ${what}`, left);
    if (failed.length > 0) throw new Error(failed[0]!.message);
  }

  async #entries(
    { tag, ...group }: {
      readonly tag?: string;
      readonly session?: string;
      readonly section?: string;
    },
  ): Promise<readonly EntryRef[]> {
    const { query } = this.rows;
    const wanted: RecoveryQuery = {
      ...query.value,
      tag: tag ?? query.value.tag,
    };
    const path = `api/v1/recovery/entries${writeRecoveryQuery(wanted, group)}`;
    const { entries } = await ask("GET", path) as {
      readonly entries: readonly EntryRef[];
    };
    return entries;
  }

  /** Runs one request after the other and keeps why one failed. */
  #attempt(request: () => Promise<void>): Promise<boolean> {
    const attempt = this.#line.then(() => this.#run(request));
    this.#line = attempt;
    return attempt;
  }

  async #run(request: () => Promise<void>): Promise<boolean> {
    this.busy.value = true;
    this.problem.value = null;
    try {
      await request();
      return true;
    } catch (error) {
      this.problem.value = reasonOf(error);
      // What was shown as done before it was may not be so.
      await this.rows.load().catch(() => {});
      return false;
    } finally {
      this.busy.value = false;
    }
  }
}
