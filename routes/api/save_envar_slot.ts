import { slotsView } from "../../scheduler/mod.ts";
import { success } from "../../web/ant/answer.ts";
import { readEnvar, readSlot, slotName } from "../../web/ant/slots.ts";
import { readJson } from "../../web/body.ts";
import { shownSlots, unmaskKept } from "../../web/kept_secrets.ts";
import { define } from "../../web/state.ts";

export const handler = define.handlers({
  async POST({ req, state }) {
    const { slots } = state;
    const { index, slot, body } = readSlot(await readJson(req), slots);
    const envar = await unmaskKept(readEnvar(body.envar), state);
    const name = slotName(body.name ?? slot.name, index);
    await slots.put(index, { name, envar, savedAtMs: Date.now() });
    return success(slotsView(shownSlots(state)));
  },
});
