import { success } from "../../web/ant/answer.ts";
import { readEntries } from "../../web/ant/recovery.ts";
import { restoreEntries } from "../../web/ant/change_entries.ts";
import { readJson } from "../../web/body.ts";
import { define } from "../../web/state.ts";

export const handler = define.handlers({
  /** Restores what can be; what cannot stays, and says why. */
  async POST({ req, state: { scheduler, prompt } }) {
    const body = await readJson(req);
    prompt.used = true;
    const entries = await scheduler.read((state) => readEntries(body, state));
    return success(await restoreEntries(scheduler, entries));
  },
});
