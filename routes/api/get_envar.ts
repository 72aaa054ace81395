import { define } from "../../web/state.ts";

export const handler = define.handlers({
  /** The draft of the environment editor, bare. */
  GET: async ({ state }) =>
    Response.json(await state.scheduler.read(({ envDraft }) => envDraft)),
});
