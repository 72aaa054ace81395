import { define } from "../../../web/state.ts";
import { answerEnded } from "../../../web/v1/ended/ended.ts";
import { EndedQuery } from "../../../web/v1/request/queries.ts";
import { readQuery } from "../../../web/v1/request/read_request.ts";

export const handler = define.handlers({
  /** Lists ended tasks by ranges, filtered and sorted. */
  async GET({ url, state: { scheduler } }) {
    const asked = readQuery(url, EndedQuery);
    // Whole: an id may hold a comma.
    const id = asked.id && url.searchParams.getAll("id");
    return Response.json(await answerEnded(scheduler, { ...asked, id }));
  },
});
