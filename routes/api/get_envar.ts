import { maskKept } from "../../web/kept_secrets.ts";
import { define } from "../../web/state.ts";

export const handler = define.handlers({
  /** The draft of the environment editor, bare. */
  GET: async ({ state }) => {
    const envar = await state.scheduler.read(({ envDraft }) => envDraft);
    return Response.json(maskKept(envar, state));
  },
});
