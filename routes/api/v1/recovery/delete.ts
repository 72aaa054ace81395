import { define } from "../../../../web/state.ts";
import { tryEntries } from "../../../../web/try_entries.ts";
import { readBody } from "../../../../web/v1/request/read_request.ts";
import { Entries } from "../../../../web/v1/request/shapes.ts";

export const handler = define.handlers({
  /** Forgets entries for good; their logs stay. */
  async POST({ req, state: { scheduler } }) {
    const { entries } = await readBody(req, Entries);
    const { done, failed } = await tryEntries(
      scheduler,
      entries,
      "deleteEntry",
    );
    return Response.json({ deleted: done.map(({ id }) => id), failed });
  },
});
