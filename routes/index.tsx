import { define } from "../web/state.ts";

export const handler = define.handlers({
  GET: ({ redirect }) => redirect("/home"),
});
