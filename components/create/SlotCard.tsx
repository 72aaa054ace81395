import type { EnvValues } from "../../scheduler/view/env_rows.ts";
import { counted, when } from "../../scheduler/view/words.ts";
import { Icon } from "../parts/Icon.tsx";

/** A saved set of variables, as the browser knows it. */
export interface SlotView {
  readonly name: string;
  readonly envar: EnvValues;
  /** `null` for an empty slot. */
  readonly savedAtMs: number | null;
}

/** What {@linkcode SlotCard} is given. */
export interface SlotCardProps {
  readonly slot: SlotView;
  /** From 0. */
  readonly place: number;
  readonly nowMs: number;
}

const NAMES_SHOWN = 3;

/** A saved set: a click loads it, and its pencil changes it. */
export function SlotCard({ slot, place, nowMs }: SlotCardProps) {
  const { name, savedAtMs } = slot;
  const names = Object.keys(slot.envar);
  const more = names.length - NAMES_SHOWN;
  return (
    <li class="slot">
      <button
        type="button"
        class="slot-do"
        data-slot={place}
        data-act="load"
        title={names.join(", ")}
      >
        <b class="cut">
          <span class="sr">Load</span> {name}
        </b>
        <span class="cut">
          {counted(names.length, "variable")}
          {savedAtMs === null ? "" : `, ${when(savedAtMs, nowMs)}`}
        </span>
        <span class="cut">
          {names.slice(0, NAMES_SHOWN).join(", ")}
          {more > 0 ? ` +${more} more` : ""}
        </span>
      </button>
      <button
        type="button"
        class="b gh ic sm"
        data-slot={place}
        data-act="edit"
        aria-label={`Change ${name}`}
        title="Rename, replace or clear"
      >
        <Icon name="edit" />
      </button>
    </li>
  );
}

/** The next slot that has room. */
export function EmptySlot({ place }: { place: number }) {
  return (
    <li class="slot mt">
      <button
        type="button"
        class="slot-do"
        data-slot={place}
        data-act="save"
      >
        <b>Empty slot</b>
        <span>Save these here</span>
      </button>
    </li>
  );
}
