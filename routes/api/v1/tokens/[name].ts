import { endToken } from "../../../../web/people/end_token.ts";
import { define } from "../../../../web/state.ts";

export const handler = define.handlers({
  async DELETE({ params, state }) {
    await endToken(state, params.name!);
    return new Response(null, { status: 204 });
  },
});
