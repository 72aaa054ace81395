import { define } from "../web/state.ts";

export const handler = define.handlers({
  /** Tells Prometheus how things stand. */
  GET: async ({ state: { metrics } }) =>
    new Response(await metrics.metrics(), {
      headers: { "content-type": metrics.contentType },
    }),
});
