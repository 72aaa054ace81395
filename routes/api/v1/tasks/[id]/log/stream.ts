import { define } from "../../../../../../web/state.ts";
import {
  firstByte,
  followTaskLog,
} from "../../../../../../web/v1/log/log_stream.ts";
import { LogStreamQuery } from "../../../../../../web/v1/request/log_queries.ts";
import { readQuery } from "../../../../../../web/v1/request/read_request.ts";

export const handler = define.handlers({
  async GET({ req, url, params, state }) {
    const { from } = readQuery(url, LogStreamQuery);
    const messages = await followTaskLog(
      state,
      params.id!,
      firstByte(req, from),
    );
    return state.streams.respond(messages);
  },
});
