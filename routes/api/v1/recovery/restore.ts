import { endPrompt } from "../../../../web/recovery_prompt.ts";
import { restoreInTurn } from "../../../../web/restore_entries.ts";
import { define } from "../../../../web/state.ts";
import { tellTried } from "../../../../web/v1/recovery/entry_changes.ts";
import { readBody } from "../../../../web/v1/request/read_request.ts";
import { EntryWishes } from "../../../../web/v1/request/shapes.ts";

export const handler = define.handlers({
  /** Restores what can be; what cannot stays, and says why. */
  async POST({ req, state }) {
    const { entries } = await readBody(req, EntryWishes);
    endPrompt(state.prompt);
    const { done, failed } = await restoreInTurn(state, entries);
    return tellTried("restored", done, failed);
  },
});
