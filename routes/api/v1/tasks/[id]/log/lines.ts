import { define } from "../../../../../../web/state.ts";
import { answerLines } from "../../../../../../web/v1/log/log_lines.ts";
import { LogLinesQuery } from "../../../../../../web/v1/request/log_queries.ts";
import { readQuery } from "../../../../../../web/v1/request/read_request.ts";

export const handler = define.handlers({
  GET: ({ req, url, params, state }) =>
    answerLines(state, params.id!, readQuery(url, LogLinesQuery), req.signal),
});
