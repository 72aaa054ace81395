import { recoverySlice } from "../../../../components/views.ts";
import { takePrompt } from "../../../../web/recovery_prompt.ts";
import { define } from "../../../../web/state.ts";
import { RecoveryQuery } from "../../../../web/v1/request/recovery_queries.ts";
import { readQuery } from "../../../../web/v1/request/read_request.ts";

export const handler = define.handlers({
  /** With `prompt`, `pending` is true once in a server life. */
  async GET({ url, state: { scheduler, prompt } }) {
    const { prompt: isPrompt, q: text, tag = null, tab, sort, ...window } =
      readQuery(url, RecoveryQuery);
    return Response.json(
      await scheduler.read((state) => ({
        pending: takePrompt(prompt, "used", state, !isPrompt),
        ...recoverySlice(state.recovery, { tab, text, tag, sort }, window),
      })),
    );
  },
});
