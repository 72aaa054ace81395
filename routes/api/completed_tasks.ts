import { success } from "../../web/ant/answer.ts";
import { completedOf } from "../../web/ant/vis.ts";
import { define } from "../../web/state.ts";

export const handler = define.handlers({
  GET: async ({ state }) => success(await completedOf(state, Date.now())),
});
