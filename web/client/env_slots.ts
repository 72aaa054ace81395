import type { EnvValues } from "../../scheduler/view/env_rows.ts";
import { ask } from "./api.ts";
import { confirm } from "./confirm.ts";
import { sayDone, sayFailed } from "./toasts.ts";

/** A saved set of variables; `savedAtMs` is `null` for an empty slot. */
interface Slot {
  readonly name: string;
  readonly envar: EnvValues;
  readonly savedAtMs: number | null;
}

/** What a slot's actions work on. */
export interface SlotDesk {
  readonly slots: { value: readonly Slot[] };
  /** What the editor holds now; `null` while something is wrong with it. */
  readonly envar: EnvValues | null;
  readonly onLoad: (envar: EnvValues) => void;
}

const PATH = "api/v1/env-slots";

/** What can be done with a slot. */
type Act =
  | { readonly kind: "save" | "load" | "clear" }
  | { readonly kind: "rename"; readonly name: string };

/** Does it; what would be lost goes after a yes. */
export async function actOnSlot(
  desk: SlotDesk,
  place: number,
  act: Act,
): Promise<void> {
  switch (act.kind) {
    case "save":
      return await save(desk, place);
    case "load":
      return await load(desk, place);
    case "rename":
      return await rename(desk, place, act.name);
    case "clear":
      return await clear(desk, place);
  }
}

async function save({ slots, envar }: SlotDesk, place: number): Promise<void> {
  const slot = slots.value[place]!;
  if (envar === null || Object.keys(envar).length === 0) {
    const why = envar === null
      ? "something in the editor is wrong; set it right first"
      : "there are no variables to save; add one first";
    sayFailed("Not saved", new Error(why));
    return;
  }
  if (slot.savedAtMs !== null) {
    const isMeant = await confirm({
      title: `Replace ${slot.name}?`,
      text: "What was saved there before goes.",
      act: "Replace",
      keep: "Keep",
    });
    if (!isMeant) return;
  }
  await change("Saved", slot.name, async () => {
    await ask("PUT", `${PATH}/${place}`, { name: slot.name, envar });
    const savedAtMs = Date.now();
    slots.value = slots.value.with(place, { ...slot, envar, savedAtMs });
  });
}

async function load(desk: SlotDesk, place: number): Promise<void> {
  const slot = desk.slots.value[place]!;
  const isEmpty = desk.envar !== null && Object.keys(desk.envar).length === 0;
  const isMeant = isEmpty || await confirm({
    title: `Load ${slot.name}?`,
    text: "It takes the place of the variables in the editor.",
    act: "Load",
    keep: "Keep mine",
  });
  if (!isMeant) return;
  desk.onLoad(slot.envar);
  sayDone("Loaded", slot.name);
}

async function rename(
  { slots }: SlotDesk,
  place: number,
  name: string,
): Promise<void> {
  await change("Renamed", name, async () => {
    await ask("PATCH", `${PATH}/${place}`, { name });
    const slot = slots.value[place]!;
    slots.value = slots.value.with(place, { ...slot, name });
  });
}

async function clear(
  { slots }: SlotDesk,
  place: number,
): Promise<void> {
  const slot = slots.value[place]!;
  const isMeant = await confirm({
    title: `Clear ${slot.name}?`,
    text: "Its variables go for good.",
    act: "Clear",
    keep: "Keep",
  });
  if (!isMeant) return;
  await change("Cleared", slot.name, async () => {
    await ask("DELETE", `${PATH}/${place}`);
    const empty = { name: `Slot ${place + 1}`, envar: {}, savedAtMs: null };
    slots.value = slots.value.with(place, empty);
  });
}

async function change(
  done: string,
  name: string,
  request: () => Promise<void>,
): Promise<void> {
  try {
    await request();
    sayDone(done, name);
  } catch (error) {
    sayFailed(`Not ${done.toLowerCase()}`, error);
  }
}
