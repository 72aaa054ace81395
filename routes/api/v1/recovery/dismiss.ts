import { define } from "../../../../web/state.ts";

export const handler = define.handlers({
  /** Uses up the prompt and keeps everything. */
  POST({ state: { prompt } }) {
    prompt.used = true;
    return new Response(null, { status: 204 });
  },
});
