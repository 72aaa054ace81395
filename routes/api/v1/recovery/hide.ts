import { define } from "../../../../web/state.ts";
import { tryEntries } from "../../../../web/try_entries.ts";
import { readBody } from "../../../../web/v1/request/read_request.ts";
import { Entries } from "../../../../web/v1/request/shapes.ts";

export const handler = define.handlers({
  /** Puts entries out of sight. */
  async POST({ req, state: { scheduler } }) {
    const { entries } = await readBody(req, Entries);
    const { done, failed } = await tryEntries(
      scheduler,
      entries,
      "hideEntry",
    );
    return Response.json({ hidden: done.map(({ id }) => id), failed });
  },
});
