import { defaultSlotName, slotsView } from "../../scheduler/mod.ts";
import { success } from "../../web/ant/answer.ts";
import { readSlot } from "../../web/ant/slots.ts";
import { readJson } from "../../web/body.ts";
import { shownSlots } from "../../web/kept_secrets.ts";
import { define } from "../../web/state.ts";

export const handler = define.handlers({
  async POST({ req, state }) {
    const { slots } = state;
    const { index } = readSlot(await readJson(req), slots);
    const name = defaultSlotName(index);
    await slots.put(index, { name, envar: {}, savedAtMs: null });
    return success(slotsView(shownSlots(state)));
  },
});
