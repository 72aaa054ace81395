import { define } from "../../../web/state.ts";

export const handler = define.handlers({
  /** Tells who the caller is to this server. */
  GET: ({ state: { caller } }) => Response.json(caller),
});
