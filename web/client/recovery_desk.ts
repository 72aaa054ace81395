import { signal } from "@preact/signals";
import { entryKey } from "../../scheduler/view/recovery_list.ts";
import type {
  RecoveryEntryView,
  RecoveryView,
} from "../../scheduler/view/recovery_view.ts";
import { counted } from "../../scheduler/view/words.ts";
import { ask } from "./api.ts";
import { confirm } from "./confirm.ts";
import { reasonOf, sayDone, sayFailed } from "./toasts.ts";

interface Told extends RecoveryView {
  /** Whether this server life still has to ask. */
  readonly pending?: boolean;
}

interface Restored {
  readonly restored: readonly string[];
  readonly failed: readonly { readonly id: string; readonly message: string }[];
}

/** What the recovery dialog shows and can do. */
export class RecoveryDesk {
  readonly view = signal<RecoveryView | null>(null);
  readonly search = signal("");
  readonly selected = signal<ReadonlySet<string>>(new Set());
  /** Why entries were not restored, by their key. */
  readonly failures = signal<ReadonlyMap<string, string>>(new Map());
  /** Why the last request failed as a whole. */
  readonly problem = signal<string | null>(null);
  readonly busy = signal(false);

  /** Resolves with whether this server life still has to ask, and asks once. */
  async isPending(): Promise<boolean> {
    return (await this.#load("?prompt=1")).pending ?? false;
  }

  /** Resolves with whether there is something to show. */
  async open(): Promise<boolean> {
    try {
      await this.#load("");
      return true;
    } catch (error) {
      sayFailed("Recovery not opened", error);
      return false;
    }
  }

  select(keys: readonly string[], on: boolean): void {
    const chosen = new Set(this.selected.value);
    for (const key of keys) {
      if (on) chosen.add(key);
      else chosen.delete(key);
    }
    this.selected.value = chosen;
  }

  /** Resolves with whether all that was selected came back. */
  async restore(): Promise<boolean> {
    const entries = entriesOf(this.view.value)
      .filter((entry) => this.selected.value.has(entryKey(entry)));
    if (entries.length === 0) return false;
    const went = await this.#attempt(async () => {
      const answer = await send("restore", entries) as Restored;
      this.#note(entries, answer);
      await this.#load("");
    });
    return went && this.selected.value.size === 0;
  }

  /** Keeps everything for another time. */
  async dismiss(): Promise<void> {
    await this.#attempt(async () => {
      await ask("POST", "/api/v1/recovery/dismiss", {});
      sayDone("Kept for later", "Restore in the rail opens it again");
    });
  }

  async hide(entry: RecoveryEntryView): Promise<void> {
    await this.#doOne("hide", entry, "Hidden");
  }

  async remove(entry: RecoveryEntryView): Promise<void> {
    const isMeant = await confirm({
      title: `Delete ${entry.task.id}?`,
      text: "It goes for good. Hide keeps it under the third tab instead.",
      act: "Delete",
      keep: "Keep",
    });
    if (isMeant) await this.#doOne("delete", entry, "Deleted");
  }

  /** What failed stays selected, with the reason beside it. */
  #note(
    entries: readonly RecoveryEntryView[],
    { restored, failed }: Restored,
  ): void {
    const why = new Map(failed.map(({ id, message }) => [id, message]));
    const left = entries.filter(({ task }) => why.has(task.id));
    this.failures.value = new Map(
      left.map((entry) => [entryKey(entry), why.get(entry.task.id)!]),
    );
    this.selected.value = new Set(left.map(entryKey));
    if (restored.length > 0) {
      sayDone(`${counted(restored.length, "task")} restored`);
    }
  }

  async #doOne(
    action: "hide" | "delete",
    entry: RecoveryEntryView,
    done: string,
  ): Promise<void> {
    await this.#attempt(async () => {
      await send(action, [entry]);
      await this.#load("");
      sayDone(done, entry.task.id);
    });
  }

  /** Runs one request at a time and keeps why it failed. */
  async #attempt(request: () => Promise<void>): Promise<boolean> {
    if (this.busy.value) return false;
    this.busy.value = true;
    this.problem.value = null;
    try {
      await request();
      return true;
    } catch (error) {
      this.problem.value = reasonOf(error);
      return false;
    } finally {
      this.busy.value = false;
    }
  }

  async #load(query: string): Promise<Told> {
    const told = await ask("GET", `/api/v1/recovery${query}`) as Told;
    const keys = new Set(entriesOf(told).map(entryKey));
    this.view.value = told;
    const kept = [...this.selected.value].filter((key) => keys.has(key));
    this.selected.value = new Set(kept);
    return told;
  }
}

function send(
  action: "restore" | "delete" | "hide",
  entries: readonly RecoveryEntryView[],
): Promise<unknown> {
  return ask("POST", `/api/v1/recovery/${action}`, {
    entries: entries.map(({ sessionId, section, task }) => ({
      sessionId,
      section,
      id: task.id,
    })),
  });
}

function entriesOf(view: RecoveryView | null): RecoveryEntryView[] {
  const living = view?.sessions.flatMap(({ ongoing, queued, completed }) => [
    ...ongoing,
    ...queued,
    ...completed,
  ]);
  return [...living ?? [], ...view?.hidden ?? []];
}
