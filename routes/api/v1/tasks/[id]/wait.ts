import { define } from "../../../../../web/state.ts";
import { WaitQuery } from "../../../../../web/v1/request/queries.ts";
import { readQuery } from "../../../../../web/v1/request/read_request.ts";
import { waitForTask } from "../../../../../web/v1/tasks/wait.ts";

export const handler = define.handlers({
  /** Answers once it has started or ended, or when the time is up. */
  async GET({ req, url, params, state: { scheduler } }) {
    const wish = readQuery(url, WaitQuery);
    return Response.json(
      await waitForTask(scheduler, params.id!, wish, req.signal),
    );
  },
});
