import { logText } from "../../web/ant/logs.ts";
import { define } from "../../web/state.ts";

export const handler = define.handlers({
  GET: ({ url, state }) => logText(state, url.searchParams),
});
