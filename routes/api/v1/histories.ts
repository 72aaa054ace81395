import { define } from "../../../web/state.ts";
import { showHistories } from "../../../web/v1/histories.ts";
import { HistoriesQuery } from "../../../web/v1/request/queries.ts";
import { readQuery } from "../../../web/v1/request/read_request.ts";

export const handler = define.handlers({
  GET: ({ url, state }) =>
    Response.json(showHistories(state, readQuery(url, HistoriesQuery).slots)),
});
