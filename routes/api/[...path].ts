import { HttpError } from "fresh";
import { define } from "../../web/state.ts";

export const handler = define.handlers(({ req, url }) => {
  const message =
    `Cannot ${req.method} "${url.pathname}": there is no such endpoint`;
  throw new HttpError(404, message);
});
