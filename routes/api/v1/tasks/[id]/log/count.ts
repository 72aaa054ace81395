import { define } from "../../../../../../web/state.ts";
import { answerCount } from "../../../../../../web/v1/log/log_lines.ts";
import { LogCountQuery } from "../../../../../../web/v1/request/log_queries.ts";
import { readQuery } from "../../../../../../web/v1/request/read_request.ts";

export const handler = define.handlers({
  GET({ req, url, params, state }) {
    const { attempt } = readQuery(url, LogCountQuery);
    return answerCount(state, params.id!, attempt, req.signal);
  },
});
