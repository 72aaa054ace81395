import { defaultSlotName } from "../../../../scheduler/mod.ts";
import { unmaskKept } from "../../../../web/kept_secrets.ts";
import { define } from "../../../../web/state.ts";
import { findSlot, putSlot, renameSlot } from "../../../../web/v1/env_slots.ts";
import { readBody } from "../../../../web/v1/request/read_request.ts";
import { SlotContent, SlotName } from "../../../../web/v1/request/shapes.ts";

export const handler = define.handlers({
  async PUT({ req, params, state }) {
    const slot = findSlot(state.slots, params.index!);
    const { name = slot.name, ...given } = await readBody(req, SlotContent);
    const envar = await unmaskKept(given.envar, state);
    const content = { name, envar, savedAtMs: Date.now() };
    return await putSlot(state, slot.index, content);
  },

  async PATCH({ req, params, state }) {
    const slot = findSlot(state.slots, params.index!);
    const { name } = await readBody(req, SlotName);
    return await renameSlot(state, slot, name);
  },

  async DELETE({ params, state: { slots } }) {
    const { index } = findSlot(slots, params.index!);
    const name = defaultSlotName(index);
    await slots.put(index, { name, envar: {}, savedAtMs: null });
    return new Response(null, { status: 204 });
  },
});
