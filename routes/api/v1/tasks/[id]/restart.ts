import { define } from "../../../../../web/state.ts";
import { RestartQuery } from "../../../../../web/v1/request/queries.ts";
import {
  readBodyIfAny,
  readQuery,
} from "../../../../../web/v1/request/read_request.ts";
import { TaskChange } from "../../../../../web/v1/request/shapes.ts";
import { restartChanged } from "../../../../../web/v1/tasks/edit.ts";
import { showTask } from "../../../../../web/v1/tasks/tasks.ts";

export const handler = define.handlers({
  /** Queues a copy under the next free restart id, changed where asked. */
  async POST({ req, url, params, state }) {
    const { scheduler, submitContext } = state;
    const change = await readBodyIfAny(req, TaskChange);
    const { dependants } = readQuery(url, RestartQuery);
    const [copy, ...along] = change !== null
      ? await restartChanged(
        state,
        params.id!,
        change,
        submitContext(),
        dependants,
      )
      : await scheduler.restart([params.id!], dependants);
    const { newId: id } = copy!;
    const task = await showTask(scheduler, id);
    return Response.json(dependants ? { ...task, dependants: along } : task, {
      status: 201,
      headers: { location: `/api/v1/tasks/${encodeURIComponent(id)}` },
    });
  },
});
