import { success } from "../../web/ant/answer.ts";
import { isNo } from "../../web/ant/query.ts";
import { visOf } from "../../web/ant/vis.ts";
import { define } from "../../web/state.ts";

export const handler = define.handlers({
  GET: async ({ url, state }) =>
    success(
      await visOf(state, !isNo(url.searchParams.get("include_completed"))),
    ),
});
