import { createHash } from "node:crypto";
import { type Dice, diceFrom } from "../../../scheduler/mod.ts";

/**
 * Dice that fall the same way whenever the key is the same: a submission that
 * is sent again draws the numbers and ids that it drew before.
 */
export function diceFor(key: string): Dice {
  let drawn = 0;
  const draw = () => createHash("sha256").update(`${drawn++}:${key}`).digest();
  const fraction = () => draw().readUIntBE(0, 6) / 2 ** 48;
  return diceFrom(fraction, () => uuidOf(draw()));
}

/** Dresses bytes as a UUID of version 4 (RFC 9562, 5.4). */
function uuidOf(bytes: Uint8Array): string {
  bytes[6] = bytes[6]! & 0x0f | 0x40;
  bytes[8] = bytes[8]! & 0x3f | 0x80;
  const hex = bytes.slice(0, 16).toHex();
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
