import { define } from "../../../web/state.ts";
import { readBody } from "../../../web/v1/request/read_request.ts";
import { EnvDraft } from "../../../web/v1/request/shapes.ts";

export const handler = define.handlers({
  GET: async ({ state: { scheduler } }) =>
    Response.json(
      await scheduler.read(({ envDraft }) => ({ envar: envDraft })),
    ),

  async PUT({ req, state: { scheduler } }) {
    const { envar } = await readBody(req, EnvDraft);
    await scheduler.dispatch({ kind: "saveEnvDraft", envar });
    return Response.json({ envar });
  },
});
