import { successMessage } from "../../web/ant/answer.ts";
import { define } from "../../web/state.ts";

/** Health and version, as ANT's clients ask for them. */
export const handler = define.handlers({
  GET: ({ state }) =>
    successMessage(`Ant-Scheduler Backend (commit: ${state.commit})`),
});
