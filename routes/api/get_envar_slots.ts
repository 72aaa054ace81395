import { slotsView } from "../../scheduler/mod.ts";
import { define } from "../../web/state.ts";

export const handler = define.handlers({
  GET: ({ state }) => Response.json(slotsView(state.slots.slots)),
});
