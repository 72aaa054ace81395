import type { EpochMs, Json } from "./units.ts";

/** A named set of variables kept for later. */
export interface EnvSlot {
  readonly name: string;
  readonly envar: Readonly<Record<string, Json>>;
  /** `null` for a slot never saved to. */
  readonly savedAtMs: EpochMs | null;
}

/** A slot in ANT's own form; seconds, as in all its files. */
export interface StoredSlot {
  readonly index: number;
  readonly name: string;
  readonly envar: Readonly<Record<string, Json>>;
  readonly "saved_at": number | null;
  readonly "is_empty": boolean;
}

/** The name of a slot that was given none. */
export function defaultSlotName(index: number): string {
  return `Slot ${index + 1}`;
}

/** The slots as ANT's file and API show them. */
export function slotsView(slots: readonly EnvSlot[]) {
  return {
    version: 1,
    "slot_count": slots.length,
    slots: slots.map(({ name, envar, savedAtMs }, index): StoredSlot => ({
      index,
      name,
      envar,
      "saved_at": savedAtMs === null ? null : savedAtMs / 1000,
      "is_empty": Object.keys(envar).length === 0,
    })),
  };
}
