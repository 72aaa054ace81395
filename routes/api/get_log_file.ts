import { logFile } from "../../web/ant/logs.ts";
import { define } from "../../web/state.ts";

export const handler = define.handlers({
  GET: ({ url, state }) => logFile(state, url.searchParams),
});
