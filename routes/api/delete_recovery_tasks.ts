import { success } from "../../web/ant/answer.ts";
import { changeEntries } from "../../web/ant/change_entries.ts";
import { readEntries } from "../../web/ant/recovery.ts";
import { readJson } from "../../web/body.ts";
import { define } from "../../web/state.ts";

export const handler = define.handlers({
  /** Forgets entries for good; their logs stay. */
  async POST({ req, state: { scheduler } }) {
    const body = await readJson(req);
    const entries = await scheduler.read((state) => readEntries(body, state));
    return success(
      await changeEntries(scheduler, entries, "deleteEntry", "deleted"),
    );
  },
});
