import type { Scheduler } from "../../scheduler/mod.ts";
import { successMessage } from "../../web/ant/answer.ts";
import { postedTaskId, requiredTaskId } from "../../web/ant/query.ts";
import { define } from "../../web/state.ts";

/** Queues a copy; ANT's clients ask with GET, which changes state all the same. */
export const handler = define.handlers({
  GET: ({ url, state }) =>
    restart(state.scheduler, requiredTaskId(url.searchParams)),

  POST: async ({ req, url, state }) =>
    restart(state.scheduler, await postedTaskId(req, url.searchParams)),
});

async function restart(scheduler: Scheduler, id: string): Promise<Response> {
  const [copy] = await scheduler.restart([id]);
  return successMessage(`Task ID ${copy!.newId} Started!`);
}
