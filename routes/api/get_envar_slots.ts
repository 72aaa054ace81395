import { slotsView } from "../../scheduler/mod.ts";
import { shownSlots } from "../../web/kept_secrets.ts";
import { define } from "../../web/state.ts";

export const handler = define.handlers({
  GET: ({ state }) => Response.json(slotsView(shownSlots(state))),
});
