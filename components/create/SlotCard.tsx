import type { EnvValues } from "../../scheduler/view/env_rows.ts";
import { counted, when } from "../../scheduler/view/words.ts";

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
  readonly onSave: (place: number) => void;
  readonly onLoad: (place: number) => void;
  readonly onRename: (place: number, name: string) => void;
  readonly onClear: (place: number) => void;
}

const NAMES_SHOWN = 3;

/** One slot: what is in it, and what can be done with it. */
export function SlotCard(props: SlotCardProps) {
  const { slot, place, nowMs, onSave, onLoad, onRename, onClear } = props;
  const names = Object.keys(slot.envar);
  if (names.length === 0) {
    return (
      <li class="slot mt">
        <b>{slot.name}</b>
        <span>Empty</span>
        <button type="button" class="b sm" onClick={() => onSave(place)}>
          Save here
        </button>
      </li>
    );
  }
  const more = names.length - NAMES_SHOWN;
  const rename = (name: string) => {
    if (name.trim() !== "" && name !== slot.name) onRename(place, name.trim());
  };
  return (
    <li class="slot">
      <input
        class="in"
        value={slot.name}
        aria-label={`Name of slot ${place + 1}`}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          event.preventDefault();
          event.currentTarget.blur();
        }}
        onBlur={(event) => rename(event.currentTarget.value)}
      />
      <span class="cut" title={names.join(", ")}>
        {names.slice(0, NAMES_SHOWN).join(", ")}
        {more > 0 ? ` +${more} more` : ""}
      </span>
      <span>
        {counted(names.length, "variable")}
        {slot.savedAtMs === null ? "" : `, ${when(slot.savedAtMs, nowMs)}`}
      </span>
      <span class="line">
        <button type="button" class="b sm" onClick={() => onLoad(place)}>
          Load
        </button>
        <button type="button" class="b sm gh" onClick={() => onSave(place)}>
          Replace
        </button>
        <button type="button" class="b sm gh" onClick={() => onClear(place)}>
          Clear
        </button>
      </span>
    </li>
  );
}
