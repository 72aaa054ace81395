import { define } from "../../../../web/state.ts";
import { viewSlots } from "../../../../web/v1/env_slots.ts";

export const handler = define.handlers({
  GET: ({ state }) => Response.json({ slots: viewSlots(state) }),
});
