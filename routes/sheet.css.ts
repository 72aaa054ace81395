import { define } from "../web/state.ts";
import { answerSheet } from "../web/theme/whole_sheet.ts";

export const handler = define.handlers({
  GET: ({ req }) => answerSheet(req),
});
