import { useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { SlotView } from "./SlotCard.tsx";
import { SlotEdit } from "./SlotEdit.tsx";
import { SlotList } from "./SlotList.tsx";

/** What can be done with a slot. */
export type SlotAct =
  | { readonly kind: "save" | "load" | "clear" }
  | { readonly kind: "rename"; readonly name: string };

/** A button of a slot that was pressed. */
export interface SlotPress {
  readonly place: number;
  readonly act: "save" | "load" | "edit";
}

/** What {@linkcode EnvSlots} is given. */
export interface EnvSlotsProps {
  readonly slots: readonly SlotView[];
  readonly nowMs: number;
  /** What was pressed before this stood there. */
  readonly first: SlotPress;
  readonly onAct: (place: number, act: SlotAct) => Promise<void>;
}

/** Saved sets of variables, to be put into the editor and back. */
export function EnvSlots({ slots, nowMs, first, onAct }: EnvSlotsProps) {
  const root = useRef<HTMLDivElement>(null);
  const edited = useSignal<number | null>(null);
  const focusOn = (place: number) =>
    root.current?.querySelector<HTMLElement>(`[data-slot="${place}"]`)?.focus();
  const press = async ({ place, act }: SlotPress) => {
    if (act === "edit") edited.value = place;
    else await onAct(place, { kind: act });
  };
  const close = (place: number, act?: SlotAct) => {
    edited.value = null;
    // Once the card stands there again.
    queueMicrotask(() =>
      requestAnimationFrame(async () => {
        focusOn(place);
        if (act !== undefined) await onAct(place, act);
      })
    );
  };
  useLayoutEffect(() => {
    // The button that was pressed is another one now.
    focusOn(first.place);
    void press(first);
  }, []);
  const place = edited.value;
  return (
    <div
      ref={root}
      onClick={({ target }) => {
        const pressed = pressOf(target);
        if (pressed !== null) void press(pressed);
      }}
    >
      <SlotList
        slots={slots}
        nowMs={nowMs}
        {...place !== null && {
          edited: {
            place,
            form: (
              <SlotEdit
                key={place}
                name={slots[place]!.name}
                onRename={(name) => close(place, { kind: "rename", name })}
                onReplace={() => close(place, { kind: "save" })}
                onClear={() => close(place, { kind: "clear" })}
                onClose={() => close(place)}
              />
            ),
          },
        }}
      />
    </div>
  );
}

/** Which button of which slot an event is about; `null` for none. */
export function pressOf(target: EventTarget | null): SlotPress | null {
  const button = (target as Element).closest<HTMLElement>("[data-slot]");
  if (button === null) return null;
  const { slot, act } = button.dataset;
  return { place: Number(slot), act: act as SlotPress["act"] };
}
