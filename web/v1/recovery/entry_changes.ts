import { define, type State } from "../../state.ts";
import {
  type EntryCommand,
  type EntryWish,
  type FailedEntry,
  tryEntries,
} from "../../try_entries.ts";
import { readBody } from "../request/read_request.ts";
import { Entries } from "../request/shapes.ts";

/** How an attempt on entries went, as `/api/v1` tells it. */
export function tellTried(
  word: string,
  done: readonly EntryWish[],
  failed: readonly FailedEntry[],
): Response {
  return Response.json({
    [word]: done.map(({ id, as }) => as ?? id),
    failed: failed.map(({ reason, message: _message, ...one }) => ({
      ...one,
      message: reason,
    })),
  });
}

/** Does one thing to all entries that the body names. */
export function entryChanges(
  kind: Exclude<EntryCommand, "restoreEntry">,
  word: "deleted" | "hidden",
) {
  return define.handlers({
    async POST(
      { req, state }: { readonly req: Request; readonly state: State },
    ) {
      const { entries } = await readBody(req, Entries);
      const { done, failed } = await tryEntries(state, entries, kind);
      return tellTried(word, done, failed);
    },
  });
}
