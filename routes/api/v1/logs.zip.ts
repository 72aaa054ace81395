import { define } from "../../../web/state.ts";
import {
  answerZip,
  idsInBody,
  idsInQuery,
} from "../../../web/v1/log/logs_zip.ts";

export const handler = define.handlers({
  GET: ({ url, state }) => answerZip(state, idsInQuery(url)),

  /** For more ids than an address holds; a plain form may ask, too. */
  POST: async ({ req, state }) => answerZip(state, await idsInBody(req)),
});
