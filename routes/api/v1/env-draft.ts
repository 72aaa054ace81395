import { maskKept, unmaskKept } from "../../../web/kept_secrets.ts";
import { define } from "../../../web/state.ts";
import { readBody } from "../../../web/v1/request/read_request.ts";
import { EnvDraft } from "../../../web/v1/request/shapes.ts";

export const handler = define.handlers({
  async GET({ state }) {
    const envar = await state.scheduler.read(({ envDraft }) => envDraft);
    return Response.json({ envar: maskKept(envar, state) });
  },

  async PUT({ req, state }) {
    const given = await readBody(req, EnvDraft);
    const envar = await unmaskKept(given.envar, state);
    await state.scheduler.dispatch({ kind: "saveEnvDraft", envar });
    return Response.json({ envar: maskKept(envar, state) });
  },
});
