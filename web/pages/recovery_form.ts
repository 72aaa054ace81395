import {
  type EntryRef,
  Refused,
  type Scheduler,
  SpecError,
} from "../../scheduler/mod.ts";
import type { Acted } from "./task_forms.ts";

const KINDS = {
  restore: "restoreEntry",
  delete: "deleteEntry",
  hide: "hideEntry",
} as const;

const WORDS = { restore: "restored", delete: "forget", hide: "hide" } as const;

/** How a form of the recovery page went, and why for each that failed. */
export interface ActedOnEntries {
  readonly acted: Acted;
  /** By the key that the form gave the entry. */
  readonly failures: ReadonlyMap<string, string>;
}

/** Carries out the form's `action` on every entry it names, each by itself. */
export async function actOnEntries(
  scheduler: Scheduler,
  form: FormData,
): Promise<ActedOnEntries> {
  const action = String(form.get("action")) as keyof typeof KINDS;
  const keys = form.getAll("entry").map(String);
  const failures = new Map<string, string>();
  if (!Object.hasOwn(KINDS, action) || keys.length === 0) {
    return refused("Nothing was selected", failures);
  }
  for (const key of keys) {
    try {
      const entry = readKey(key);
      await scheduler.dispatch({ kind: KINDS[action], entry });
    } catch (error) {
      if (!(error instanceof Refused || error instanceof SpecError)) {
        throw error;
      }
      failures.set(key, error.message);
    }
  }
  if (failures.size > 0) {
    const [first] = failures.values();
    const done = keys.length - failures.size;
    return refused(`${done} of ${keys.length} done. ${first}`, failures);
  }
  const name = keys.length === 1
    ? readKey(keys[0]!).id
    : `${keys.length} tasks`;
  return { acted: { kind: "done", word: WORDS[action], name }, failures };
}

function refused(
  message: string,
  failures: ReadonlyMap<string, string>,
): ActedOnEntries {
  return { acted: { kind: "refused", message, status: 409 }, failures };
}

/** The page writes a key as a JSON list of three texts. */
function readKey(key: string): EntryRef {
  try {
    const [sessionId, section, id] = JSON.parse(key) as string[];
    return {
      sessionId: String(sessionId),
      section: String(section) as EntryRef["section"],
      id: String(id),
    };
  } catch (cause) {
    if (!(cause instanceof SyntaxError || cause instanceof TypeError)) {
      throw cause;
    }
    throw new SpecError([{ message: `Cannot find the entry "${key}"` }]);
  }
}
