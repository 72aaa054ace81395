import { define } from "../../../../web/state.ts";
import { putBackEntries } from "../../../../web/try_entries.ts";
import { tellTried } from "../../../../web/v1/recovery/entry_changes.ts";
import { readBody } from "../../../../web/v1/request/read_request.ts";
import { Entries } from "../../../../web/v1/request/shapes.ts";

export const handler = define.handlers({
  /** Undoes what was deleted or hidden a moment ago. */
  async POST({ req, state }) {
    const { entries } = await readBody(req, Entries);
    const { done, failed } = await putBackEntries(state, entries);
    return tellTried("putBack", done, failed);
  },
});
