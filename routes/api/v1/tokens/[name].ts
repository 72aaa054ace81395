import { define } from "../../../../web/state.ts";

export const handler = define.handlers({
  /** Ends a token, and whatever was let in with it. */
  async DELETE({ params, state: { door, streams, socketIo } }) {
    await door.people.revoke(params.name!);
    // Whose each is, none knows; the others come again.
    streams.close();
    socketIo.close();
    return new Response(null, { status: 204 });
  },
});
