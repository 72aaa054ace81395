import { successMessage } from "../../web/ant/answer.ts";
import { requiredTaskId } from "../../web/ant/query.ts";
import { define, type State } from "../../web/state.ts";

/** Queues a copy; ANT's clients ask with GET. */
async function restart(
  { url, state }: { url: URL; state: State },
): Promise<Response> {
  const id = await state.scheduler.restart(requiredTaskId(url.searchParams));
  return successMessage(`Task ID ${id} Started!`);
}

export const handler = define.handlers({ GET: restart, POST: restart });
