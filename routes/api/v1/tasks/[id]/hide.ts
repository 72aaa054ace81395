import { define } from "../../../../../web/state.ts";

export const handler = define.handlers({
  /** Moves an ended task out of the history into the hidden ones. */
  async POST({ params, state: { scheduler } }) {
    await scheduler.dispatch({ kind: "hide", id: params.id! });
    return new Response(null, { status: 204 });
  },
});
