import { App, csp, staticFiles } from "fresh";
import type { State } from "./define.ts";

/** Makes the conformance app: files, a strict policy, and its routes. */
export function createApp(): App<State> {
  return new App<State>()
    .use(csp({ useNonce: true }))
    .use(staticFiles())
    .get("/early", (ctx) => ctx.render(null))
    .fsRoutes();
}
