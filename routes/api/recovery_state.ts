import { success } from "../../web/ant/answer.ts";
import { isNo } from "../../web/ant/query.ts";
import { recoveryState } from "../../web/ant/recovery.ts";
import { takePrompt } from "../../web/recovery_prompt.ts";
import { define } from "../../web/state.ts";

export const handler = define.handlers({
  /** The first that asks and does not say otherwise uses up the prompt. */
  async GET({ url, state }) {
    const look = isNo(url.searchParams.get("consume_prompt"));
    return success(
      await state.scheduler.read((saved) =>
        recoveryState(saved, takePrompt(state.prompt, "usedByAnt", saved, look))
      ),
    );
  },
});
