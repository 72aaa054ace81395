import { type Signal, useSignal } from "@preact/signals";
import { SlotCard, type SlotView } from "../components/create/SlotCard.tsx";
import type { EnvValues } from "../scheduler/view/env_rows.ts";
import { ask } from "../web/client/api.ts";
import { confirm } from "../web/client/confirm.ts";
import { isBoolean, useRemembered } from "../web/client/remembered.ts";
import { sayDone, sayFailed } from "../web/client/toasts.ts";

/** What {@linkcode EnvSlots} is given. */
export interface EnvSlotsProps {
  readonly initial: readonly SlotView[];
  readonly nowMs: number;
  /** What the editor holds now; `null` while something is wrong with it. */
  readonly envar: () => EnvValues | null;
  readonly onLoad: (envar: EnvValues) => void;
}

const PATH = "/api/v1/env-slots";

/** Saved sets of variables, to be put into the editor and back. */
export default function EnvSlots(props: EnvSlotsProps) {
  const { initial, nowMs, envar, onLoad } = props;
  const slots = useSignal(initial);
  const open = useRemembered(
    "antScheduler.createTask.envSlotsExpanded",
    true,
    isBoolean,
  );
  return (
    <details
      class="help-box needs-js"
      open={open.value}
      onToggle={(event) => open.value = event.currentTarget.open}
    >
      <summary>Saved environments</summary>
      <ol class="slots mt-2">
        {slots.value.map((slot, place) => (
          <SlotCard
            key={place}
            slot={slot}
            place={place}
            nowMs={nowMs}
            onSave={() => save(slots, place, envar())}
            onLoad={() => load(slot, envar(), onLoad)}
            onRename={(_place, name) => rename(slots, place, name)}
            onClear={() => clear(slots, place)}
          />
        ))}
      </ol>
    </details>
  );
}

type Slots = Signal<readonly SlotView[]>;

async function save(
  slots: Slots,
  place: number,
  envar: EnvValues | null,
): Promise<void> {
  const slot = slots.value[place]!;
  if (envar === null || Object.keys(envar).length === 0) {
    const why = envar === null
      ? "something in the editor is wrong"
      : "there are no variables to save";
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

async function load(
  slot: SlotView,
  now: EnvValues | null,
  onLoad: (envar: EnvValues) => void,
): Promise<void> {
  const isEmpty = now !== null && Object.keys(now).length === 0;
  const isMeant = isEmpty || await confirm({
    title: `Load ${slot.name}?`,
    text: "It takes the place of the variables in the editor.",
    act: "Load",
    keep: "Keep mine",
  });
  if (!isMeant) return;
  onLoad(slot.envar);
  sayDone("Loaded", slot.name);
}

async function rename(
  slots: Slots,
  place: number,
  name: string,
): Promise<void> {
  const slot = slots.value[place]!;
  await change("Renamed", name, async () => {
    await ask("PATCH", `${PATH}/${place}`, { name });
    slots.value = slots.value.with(place, { ...slot, name });
  });
}

async function clear(slots: Slots, place: number): Promise<void> {
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
