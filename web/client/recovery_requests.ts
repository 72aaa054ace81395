import type { EntryRef } from "../../scheduler/view/recovery_query.ts";
import { ask } from "./api.ts";
import type { RecoveryFailure } from "./recovery_choice.ts";

/** An entry that is to come back, perhaps under another id. */
export interface RestoreWish extends EntryRef {
  readonly as?: string;
}

/** One that did not, in the words of the server. */
export type FailedWish = EntryRef & Pick<RecoveryFailure, "freeId"> & {
  message: string;
};

const WORDS = {
  restore: "restored",
  delete: "deleted",
  hide: "hidden",
  "put-back": "putBack",
} as const;

/** The most entries that the server takes at once. */
const BATCH = 10_000;

/** Does something to entries, as many at once as the server takes. */
export async function send(
  action: keyof typeof WORDS,
  entries: readonly RestoreWish[],
): Promise<{ readonly done: string[]; readonly failed: FailedWish[] }> {
  const all: { done: string[]; failed: FailedWish[] } = {
    done: [],
    failed: [],
  };
  for (let at = 0; at < entries.length; at += BATCH) {
    const batch = entries.slice(at, at + BATCH);
    const path = `api/v1/recovery/${action}`;
    const answer = await ask("POST", path, { entries: batch }) as
      & Readonly<Record<string, string[]>>
      & { readonly failed: FailedWish[] };
    all.done = all.done.concat(answer[WORDS[action]]!);
    all.failed = all.failed.concat(answer.failed);
  }
  return all;
}
