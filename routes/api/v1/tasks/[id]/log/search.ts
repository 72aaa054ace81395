import { define } from "../../../../../../web/state.ts";
import { searchTaskLog } from "../../../../../../web/v1/log/log_search.ts";
import { LogSearchQuery } from "../../../../../../web/v1/request/log_queries.ts";
import { readQuery } from "../../../../../../web/v1/request/read_request.ts";

export const handler = define.handlers({
  async GET({ url, params, state }) {
    const query = readQuery(url, LogSearchQuery);
    const messages = await searchTaskLog(state, params.id!, query);
    return state.streams.respond(messages);
  },
});
