import { recoveryRefs } from "../../../../components/views.ts";
import { define } from "../../../../web/state.ts";
import { EntriesQuery } from "../../../../web/v1/request/recovery_queries.ts";
import { readQuery } from "../../../../web/v1/request/read_request.ts";

export const handler = define.handlers({
  /** Names all that match, to act on more than was shown. */
  async GET({ url, state: { scheduler } }) {
    const { session, section, q: text, tag = null, ...query } = readQuery(
      url,
      EntriesQuery,
    );
    const group = session === undefined || section === undefined
      ? null
      : { sessionId: session, section };
    return Response.json({
      entries: await scheduler.read(({ recovery }) =>
        recoveryRefs(recovery, { ...query, text, tag }, group)
      ),
    });
  },
});
