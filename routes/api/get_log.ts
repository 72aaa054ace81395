import { success } from "../../web/ant/answer.ts";
import { logText } from "../../web/ant/logs.ts";
import { define } from "../../web/state.ts";

export const handler = define.handlers({
  GET: async ({ url, state }) =>
    success(await logText(state, url.searchParams)),
});
