import { define } from "../web/state.ts";

export const handler = define.handlers({
  /** Ends the session of this browser; others go on. */
  POST: ({ state, url }) =>
    new Response(null, {
      status: 303,
      headers: {
        location: "/login",
        "set-cookie": state.door.sessions.end(url),
      },
    }),
});
