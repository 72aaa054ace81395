import { define } from "../../../../web/state.ts";

export const handler = define.handlers({
  /** Ends a token, and whatever was let in with it. */
  async DELETE({ params, state: { door, streams } }) {
    await door.people.revoke(params.name!);
    streams.close(); // Whose each is, none knows; the others come again.
    return new Response(null, { status: 204 });
  },
});
