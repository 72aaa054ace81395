import { success } from "../../web/ant/answer.ts";
import { restoreEntries } from "../../web/ant/change_entries.ts";
import { readEntries } from "../../web/ant/recovery.ts";
import { readJson } from "../../web/body.ts";
import { endPrompt } from "../../web/recovery_prompt.ts";
import { define } from "../../web/state.ts";

export const handler = define.handlers({
  /** Restores what can be; what cannot stays, and says why. */
  async POST({ req, state }) {
    const body = await readJson(req);
    endPrompt(state.prompt);
    const entries = await state.scheduler.read((saved) =>
      readEntries(body, saved)
    );
    return success(await restoreEntries(state, entries));
  },
});
