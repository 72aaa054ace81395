import { define } from "../../../../../../web/state.ts";
import { answerLog } from "../../../../../../web/v1/log/log.ts";
import { LogQuery } from "../../../../../../web/v1/request/log_queries.ts";
import { readQuery } from "../../../../../../web/v1/request/read_request.ts";

export const handler = define.handlers({
  GET({ req, url, params, state }) {
    return answerLog(state, params.id!, req, readQuery(url, LogQuery));
  },
});
