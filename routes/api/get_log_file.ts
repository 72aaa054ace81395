import { logFile } from "../../web/ant/logs.ts";
import { define } from "../../web/state.ts";

export const handler = define.handlers({
  GET: ({ req, url, state }) => logFile(state, url.searchParams, req.method),
});
