import { readJson } from "../body.ts";
import { define } from "../state.ts";
import { success } from "./answer.ts";
import { changeEntries } from "./change_entries.ts";
import { readEntries } from "./recovery.ts";

/** ANT's way to delete entries, or to hide them: a word makes the difference. */
export function entryChanges(
  kind: "deleteEntry" | "hideEntry",
  key: "deleted" | "hidden",
) {
  return define.handlers({
    async POST({ req, state }) {
      const body = await readJson(req);
      const entries = await state.scheduler.read((saved) =>
        readEntries(body, saved)
      );
      return success(await changeEntries(state, entries, kind, key));
    },
  });
}
