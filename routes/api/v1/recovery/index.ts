import { viewRecovery } from "../../../../components/views.ts";
import { takePrompt } from "../../../../web/recovery_prompt.ts";
import { define } from "../../../../web/state.ts";
import { RecoveryQuery } from "../../../../web/v1/request/queries.ts";
import { readQuery } from "../../../../web/v1/request/read_request.ts";

export const handler = define.handlers({
  /** With `prompt`, `pending` is true once in a server life. */
  async GET({ url, state: { scheduler, prompt } }) {
    const { prompt: isPrompt } = readQuery(url, RecoveryQuery);
    return Response.json(
      await scheduler.read((state) => ({
        pending: takePrompt(prompt, state, !isPrompt),
        ...viewRecovery(state.recovery),
      })),
    );
  },
});
