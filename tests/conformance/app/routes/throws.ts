import { HttpError } from "fresh";
import { define } from "../define.ts";

export const handler = define.handlers((ctx) => {
  if (ctx.url.searchParams.has("missing")) throw new HttpError(404);
  throw new Error("broken on purpose");
});
