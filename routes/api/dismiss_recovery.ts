import { success } from "../../web/ant/answer.ts";
import { define } from "../../web/state.ts";

export const handler = define.handlers({
  /** Uses up the prompt and keeps everything. */
  POST({ state }) {
    state.prompt.used = true;
    const message = "Recovery candidates kept for later.";
    return success({ status: "success", message });
  },
});
