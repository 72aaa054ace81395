import { define } from "../../../../web/state.ts";
import { SubmitQuery, TasksQuery } from "../../../../web/v1/request/queries.ts";
import { readQuery } from "../../../../web/v1/request/read_request.ts";
import {
  contextFor,
  idempotencyKey,
  submitWishes,
  tellWishes,
} from "../../../../web/v1/tasks/submit.ts";
import { listTasks } from "../../../../web/v1/tasks/task_list.ts";
import { readWishes } from "../../../../web/v1/tasks/wishes.ts";

export const handler = define.handlers({
  async GET({ url, state: { scheduler } }) {
    const query = readQuery(url, TasksQuery);
    return Response.json(
      await scheduler.read((state) => listTasks(state, query, Date.now())),
    );
  },

  /** 201 once all of them would survive a power cut; 422 with every issue. */
  async POST({ req, url, state }) {
    const { dry_run: isDry } = readQuery(url, SubmitQuery);
    const key = idempotencyKey(req);
    const wishes = await readWishes(req, contextFor(state, key));
    return isDry
      ? await tellWishes(state, wishes)
      : await submitWishes(state, wishes, key);
  },
});
