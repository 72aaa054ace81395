import type { ComponentChildren } from "preact";
import { EmptySlot, SlotCard, type SlotView } from "./SlotCard.tsx";

/** What {@linkcode SlotList} is given. */
export interface SlotListProps {
  readonly slots: readonly SlotView[];
  readonly nowMs: number;
  /** The slot that is being changed, and what stands in its place. */
  readonly edited?: {
    readonly place: number;
    readonly form: ComponentChildren;
  };
}

/** The saved sets of variables, and the next slot that has room. */
export function SlotList({ slots, nowMs, edited }: SlotListProps) {
  const free = slots.findIndex(({ savedAtMs }) => savedAtMs === null);
  return (
    <ol class="slots mt-2">
      {slots.map((slot, place) => {
        if (slot.savedAtMs === null) return null;
        if (edited?.place === place) return edited.form;
        return <SlotCard key={place} place={place} slot={slot} nowMs={nowMs} />;
      })}
      {free >= 0 && <EmptySlot place={free} />}
    </ol>
  );
}
