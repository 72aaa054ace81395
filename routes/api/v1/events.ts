import { define } from "../../../web/state.ts";
import { EventsQuery } from "../../../web/v1/request/queries.ts";
import { readQuery } from "../../../web/v1/request/read_request.ts";

export const handler = define.handlers({
  /** The board, then what changes; from the last id seen where it is known. */
  async GET({ req, url, state: { scheduler, streams } }) {
    const { last_id: asked = null } = readQuery(url, EventsQuery);
    const lastId = req.headers.get("last-event-id") ?? asked;
    const messages = await scheduler.read(() => scheduler.feed.read(lastId));
    return streams.respond(messages);
  },
});
