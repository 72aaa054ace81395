import {
  defaultSlotName,
  type EnvSlot,
  slotsView,
  type StoredSlot,
} from "../model/env_slots.ts";
import type { EnvSlots } from "../ports.ts";
import { writeAside } from "./write_aside.ts";

/**
 * The slots in ANT's JSON file, version 1. Read once; each change is written
 * aside, synced and renamed, one after the other.
 */
export class EnvSlotFile implements EnvSlots {
  readonly #path: string;
  #slots: readonly EnvSlot[];
  #writing: Promise<void> = Promise.resolve();

  private constructor(path: string, slots: readonly EnvSlot[]) {
    this.#path = path;
    this.#slots = slots;
  }

  /** A file that cannot be read counts as empty, as in ANT, and is kept. */
  static async open(path: string, count: number): Promise<EnvSlotFile> {
    const stored = await readSlots(path);
    const slots = Array.from({ length: count }, (_, index): EnvSlot => {
      const slot = stored.find((one) => one.index === index);
      return {
        name: slot?.name ?? defaultSlotName(index),
        envar: slot?.envar ?? {},
        savedAtMs: slot?.saved_at == null ? null : slot.saved_at * 1000,
      };
    });
    return new EnvSlotFile(path, slots);
  }

  get slots(): readonly EnvSlot[] {
    return this.#slots;
  }

  put(index: number, slot: EnvSlot): Promise<void> {
    const write = this.#writing.then(async () => {
      const slots = this.#slots.with(index, slot);
      await writeAside(this.#path, slotsText(slots));
      this.#slots = slots;
    });
    this.#writing = write.catch(() => {}); // The next one still gets its turn.
    return write;
  }
}

function slotsText(slots: readonly EnvSlot[]): string {
  return JSON.stringify(slotsView(slots), null, 2) + "\n";
}

async function readSlots(path: string): Promise<readonly StoredSlot[]> {
  try {
    const { slots } = JSON.parse(await Deno.readTextFile(path));
    return Array.isArray(slots) ? slots.filter(isSlot) : [];
  } catch (error) {
    if (error instanceof SyntaxError) {
      await Deno.rename(path, `${path}.unreadable`);
      return [];
    }
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}

function isSlot(value: unknown): value is StoredSlot {
  const slot = value as Partial<StoredSlot> | null;
  return typeof slot === "object" && slot !== null &&
    Number.isInteger(slot.index) && typeof slot.name === "string" &&
    typeof slot.envar === "object" && slot.envar !== null;
}
