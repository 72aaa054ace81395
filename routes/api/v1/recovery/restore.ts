import { define } from "../../../../web/state.ts";
import { tryEntries } from "../../../../web/try_entries.ts";
import { readBody } from "../../../../web/v1/request/read_request.ts";
import { Entries } from "../../../../web/v1/request/shapes.ts";

export const handler = define.handlers({
  /** Restores what can be; what cannot stays, and says why. */
  async POST({ req, state: { scheduler, prompt } }) {
    const { entries } = await readBody(req, Entries);
    prompt.used = true;
    const { done, failed } = await tryEntries(
      scheduler,
      entries,
      "restoreEntry",
    );
    return Response.json({ restored: done.map(({ id }) => id), failed });
  },
});
