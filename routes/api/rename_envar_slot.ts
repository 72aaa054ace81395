import { slotsView } from "../../scheduler/mod.ts";
import { BadParameter, success } from "../../web/ant/answer.ts";
import { readSlot, slotName } from "../../web/ant/slots.ts";
import { readJson } from "../../web/body.ts";
import { shownSlots } from "../../web/kept_secrets.ts";
import { define } from "../../web/state.ts";

export const handler = define.handlers({
  async POST({ req, state }) {
    const { slots } = state;
    const { index, slot, body } = readSlot(await readJson(req), slots);
    if (Object.keys(slot.envar).length === 0) {
      throw new BadParameter("Cannot rename an empty slot");
    }
    await slots.put(index, { ...slot, name: slotName(body.name, index) });
    return success(slotsView(shownSlots(state)));
  },
});
