import { define } from "../../../../../../web/state.ts";
import { answerCount } from "../../../../../../web/v1/log/log_lines.ts";
import { NoQuery } from "../../../../../../web/v1/request/queries.ts";
import { readQuery } from "../../../../../../web/v1/request/read_request.ts";

export const handler = define.handlers({
  GET({ req, url, params, state }) {
    readQuery(url, NoQuery);
    return answerCount(state, params.id!, req.signal);
  },
});
