import { success } from "../../web/ant/answer.ts";
import { endPrompt } from "../../web/recovery_prompt.ts";
import { define } from "../../web/state.ts";

export const handler = define.handlers({
  /** Uses up the prompt and keeps everything. */
  POST({ state }) {
    endPrompt(state.prompt);
    const message = "Recovery candidates kept for later.";
    return success({ status: "success", message });
  },
});
