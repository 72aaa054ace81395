import { endPrompt } from "../../../../web/recovery_prompt.ts";
import { define } from "../../../../web/state.ts";

export const handler = define.handlers({
  /** Uses up the prompt and keeps everything. */
  POST({ state: { prompt } }) {
    endPrompt(prompt);
    return new Response(null, { status: 204 });
  },
});
