import { define } from "../web/state.ts";

export const handler = define.handlers({
  /** 503 while nothing can be saved; without its GPUs a server still works. */
  GET({ state: { scheduler: { health: { journal, gpus } } } }) {
    return Response.json({
      status: journal === null ? "ok" : "failing",
      ...journal === null ? {} : { journal },
      ...gpus === null ? {} : { gpus },
    }, { status: journal === null ? 200 : 503 });
  },
});
