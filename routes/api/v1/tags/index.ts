import { define } from "../../../../web/state.ts";
import { NoQuery } from "../../../../web/v1/request/queries.ts";
import { readQuery } from "../../../../web/v1/request/read_request.ts";
import { listTags } from "../../../../web/v1/tasks/tag_list.ts";

export const handler = define.handlers({
  async GET({ url, state: { scheduler } }) {
    readQuery(url, NoQuery);
    return Response.json({ tags: await scheduler.read(listTags) });
  },
});
