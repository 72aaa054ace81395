import { defaultSlotName, slotsView } from "../../scheduler/mod.ts";
import { success } from "../../web/ant/answer.ts";
import { readSlot } from "../../web/ant/slots.ts";
import { readJson } from "../../web/body.ts";
import { define } from "../../web/state.ts";

export const handler = define.handlers({
  async POST({ req, state: { slots } }) {
    const { index } = readSlot(await readJson(req), slots);
    const name = defaultSlotName(index);
    await slots.put(index, { name, envar: {}, savedAtMs: null });
    return success(slotsView(slots.slots));
  },
});
