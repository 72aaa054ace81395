import {
  entryOfKey,
  type RecoveryQuery,
  recoveryRefs,
  Refused,
  SpecError,
} from "../../scheduler/mod.ts";
import { endPrompt } from "../recovery_prompt.ts";
import { restoreInTurn } from "../restore_entries.ts";
import type { State } from "../state.ts";
import {
  type EntriesTried,
  type EntryWish,
  type FailedEntry,
  putBackEntries,
  tryEntries,
} from "../try_entries.ts";
import type { Acted } from "./task_forms.ts";

type Action = "restore" | "delete" | "hide" | "put_back";

interface Wish {
  readonly action: Action;
  readonly entries: readonly EntryWish[];
}

const WORDS: Readonly<Record<Action, string>> = {
  restore: "restored",
  delete: "forget",
  hide: "hide",
  "put_back": "put_back",
};

/** How a form of the recovery page went, and why for each that failed. */
export interface ActedOnEntries {
  readonly acted: Acted;
  /** What was taken away and can be put back. */
  readonly undoable: readonly EntryWish[];
  readonly failed: readonly FailedEntry[];
}

/** Carries out what a form of the recovery page wishes. */
export async function actOnEntries(
  state: State,
  form: FormData,
  query: RecoveryQuery,
): Promise<ActedOnEntries> {
  try {
    const wish = await readWish(state, form, query);
    const { done, failed } = await carryOut(state, wish);
    if (failed.length > 0) {
      const [{ reason }] = failed as [FailedEntry];
      const all = done.length + failed.length;
      const message = `${done.length} of ${all} done. Not done: ${reason}.`;
      return refused(message, 409, failed);
    }
    const { action } = wish;
    const undoable = action === "delete" || action === "hide" ? done : [];
    const name = done.length === 1
      ? done[0]!.as ?? done[0]!.id
      : `${done.length} tasks`;
    const acted = { kind: "done", word: WORDS[action], name } as const;
    return { acted, undoable, failed };
  } catch (error) {
    if (error instanceof SpecError) return refused(error.message, 422);
    if (error instanceof Refused) return refused(error.message, 503);
    throw error;
  }
}

function carryOut(
  state: State,
  { action, entries }: Wish,
): Promise<EntriesTried> {
  switch (action) {
    case "restore":
      endPrompt(state.prompt);
      return restoreInTurn(state, entries);
    case "put_back":
      return putBackEntries(state, entries);
    case "delete":
      return tryEntries(state, entries, "deleteEntry");
    case "hide":
      return tryEntries(state, entries, "hideEntry");
  }
}

/** A button in a row means that row, whatever is selected. */
async function readWish(
  { scheduler }: State,
  form: FormData,
  query: RecoveryQuery,
): Promise<Wish> {
  for (const action of ["hide", "delete"] as const) {
    const key = form.get(action);
    if (key !== null) return { action, entries: entriesIn([key]) };
  }
  const renamed = form.get("restore_as");
  if (renamed !== null) {
    return { action: "restore", entries: [readAs(renamed)] };
  }
  const action = String(form.get("action"));
  if (action === "restore_tag") {
    const entries = await scheduler.read(({ recovery }) =>
      recoveryRefs(recovery, query, null)
    );
    return { action: "restore", entries };
  }
  const entries = entriesIn(form.getAll("entry"));
  if (!Object.hasOwn(WORDS, action) || entries.length === 0) {
    throw new SpecError([{ message: "Nothing was selected" }]);
  }
  return { action: action as Action, entries };
}

function entriesIn(keys: readonly FormDataEntryValue[]): readonly EntryWish[] {
  return keys.map((key) => {
    const entry = entryOfKey(String(key));
    if (entry !== null) return entry;
    throw new SpecError([{ message: `Cannot find the entry "${key}"` }]);
  });
}

/** The button holds the new id, a blank, and the key of the entry. */
function readAs(value: FormDataEntryValue): EntryWish {
  const [as = "", ...key] = String(value).split(" ");
  return { ...entriesIn([key.join(" ")])[0]!, as };
}

function refused(
  message: string,
  status: 409 | 422 | 503,
  failed: readonly FailedEntry[] = [],
): ActedOnEntries {
  const acted = { kind: "refused", message, status } as const;
  return { acted, undoable: [], failed };
}
