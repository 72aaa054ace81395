import { define } from "../../web/state.ts";

/** ANT's push, for clients of Socket.IO; new ones read /api/v1/events. */
export const handler = define.handlers({
  GET: ({ req, state }) => state.socketIo.answer(req, state),
  POST: ({ req, state }) => state.socketIo.answer(req, state),
});
