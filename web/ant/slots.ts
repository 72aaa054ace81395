import {
  defaultSlotName,
  type EnvSlot,
  type EnvSlots,
  type Json,
} from "../../scheduler/mod.ts";
import { isShallow, MAX_DEPTH } from "../depth.ts";
import { BadParameter } from "./answer.ts";
import { isRecord } from "./task_ids.ts";

/** Which slot a body names, and the slot as it stands. */
export interface NamedSlot {
  readonly index: number;
  readonly slot: EnvSlot;
  readonly body: Readonly<Record<string, unknown>>;
}

/** @throws {BadParameter} for a body that names no slot there is. */
export function readSlot(body: unknown, { slots }: EnvSlots): NamedSlot {
  const record = isRecord(body) ? body : {};
  const given = record["slot_index"];
  if (given === undefined || given === null) {
    throw new BadParameter("slot_index is required");
  }
  const isDigits = typeof given === "string" && /^\s*-?\d+\s*$/.test(given);
  const index = isDigits ? Number(given) : given;
  if (!Number.isInteger(index)) {
    throw new BadParameter(
      `slot_index: ${JSON.stringify(given)} is not a whole number`,
    );
  }
  const slot = slots[index as number];
  if (slot === undefined) throw new BadParameter("slot_index is out of range");
  return { index: index as number, slot, body: record };
}

/** A name that may be blank, which means the default. */
export function slotName(name: unknown, index: number): string {
  const text = typeof name === "string" ? name.trim() : "";
  return text === "" ? defaultSlotName(index) : text;
}

/** @throws {BadParameter} for anything but an object that is not too deep. */
export function readEnvar(envar: unknown): Readonly<Record<string, Json>> {
  if (!isRecord(envar)) throw new BadParameter("envar must be an object");
  if (isShallow(envar, MAX_DEPTH)) {
    return envar as Readonly<Record<string, Json>>;
  }
  throw new BadParameter(
    `envar must not nest more than ${MAX_DEPTH} levels deep`,
  );
}
