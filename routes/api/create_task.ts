import { parseSubmit, readSubmitBody } from "../../scheduler/mod.ts";
import { successMessage } from "../../web/ant/answer.ts";
import { readJson } from "../../web/body.ts";
import { newTasks } from "../../web/kept_secrets.ts";
import { define } from "../../web/state.ts";

export const handler = define.handlers({
  /** 200 once all of the batch would survive a power cut; else none is kept. */
  async POST({ req, state }) {
    const request = readSubmitBody(await readJson(req));
    const drafts = parseSubmit(request, state.submitContext());
    const ids = await state.scheduler.submit(await newTasks(drafts, state));
    return successMessage(
      ids.length === 1 ? `Task ${ids[0]} Created!` : "Tasks Created!",
    );
  },
});
