import { slotsView } from "../../scheduler/mod.ts";
import { success } from "../../web/ant/answer.ts";
import { readEnvar, readSlot, slotName } from "../../web/ant/slots.ts";
import { readJson } from "../../web/body.ts";
import { define } from "../../web/state.ts";

export const handler = define.handlers({
  async POST({ req, state: { slots } }) {
    const { index, slot, body } = readSlot(await readJson(req), slots);
    const envar = readEnvar(body.envar);
    const name = slotName(body.name ?? slot.name, index);
    await slots.put(index, { name, envar, savedAtMs: Date.now() });
    return success(slotsView(slots.slots));
  },
});
