import { BadParameter } from "../../web/ant/answer.ts";
import { readEnvar } from "../../web/ant/slots.ts";
import { isRecord } from "../../web/ant/task_ids.ts";
import { readJson } from "../../web/body.ts";
import { unmaskKept } from "../../web/kept_secrets.ts";
import { define } from "../../web/state.ts";

export const handler = define.handlers({
  /** Keeps the draft; the one endpoint that insists on its content type. */
  async POST({ req, state }) {
    const type = req.headers.get("content-type") ?? "";
    if (!type.startsWith("application/json")) {
      throw new BadParameter("Send it as application/json", 415);
    }
    const body = await readJson(req);
    const given = readEnvar(isRecord(body) ? body.envar ?? {} : body);
    const envar = await unmaskKept(given, state);
    await state.scheduler.dispatch({ kind: "saveEnvDraft", envar });
    return Response.json({ status: "success" });
  },
});
