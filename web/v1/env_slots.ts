import { HttpError } from "fresh";
import {
  defaultSlotName,
  type EnvSlot,
  type EnvSlots,
} from "../../scheduler/mod.ts";
import { shownSlots } from "../kept_secrets.ts";
import type { State } from "../state.ts";

/** A slot as shown. */
export interface SlotView extends EnvSlot {
  readonly index: number;
}

/** Shows every slot, secrets masked. */
export function viewSlots(state: State): readonly SlotView[] {
  return shownSlots(state).map((slot, index) => ({ index, ...slot }));
}

/** Finds the slot that an address names. @throws {HttpError} 404 */
export function findSlot({ slots }: EnvSlots, name: string): SlotView {
  const slot = /^\d{1,3}$/.test(name) ? slots[Number(name)] : undefined;
  if (slot !== undefined) return { index: Number(name), ...slot };
  const message = `Cannot find slot "${name}": there are 0 to ${
    slots.length - 1
  }`;
  throw new HttpError(404, message);
}

/** Saves a slot and shows it, once it would survive a power cut. */
export async function putSlot(
  state: State,
  index: number,
  { name, envar, savedAtMs }: EnvSlot,
): Promise<Response> {
  const kept = name.trim() || defaultSlotName(index);
  await state.slots.put(index, { name: kept, envar, savedAtMs });
  return Response.json(viewSlots(state)[index]);
}

/**
 * Gives a slot another name.
 *
 * @throws {HttpError} 409 for an empty one.
 */
export function renameSlot(
  state: State,
  { index, ...slot }: SlotView,
  name: string,
): Promise<Response> {
  if (Object.keys(slot.envar).length > 0) {
    return putSlot(state, index, { ...slot, name });
  }
  const message =
    `Cannot rename slot ${index}: it is empty; save variables to it first`;
  throw new HttpError(409, message);
}
