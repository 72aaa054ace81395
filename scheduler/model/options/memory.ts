import { excerpt, Invalid } from "../submit/issues.ts";
import { memoryMiB } from "./memory_mib.ts";

const MOST_MIB = 2 ** 24; // 16 TiB, more than any machine of today.

/** Reads an amount of memory in MiB, rounded up: `20GiB`, `20G`, `500MB`. */
export function readMemory(text: string): number | Invalid {
  const mib = memoryMiB(text);
  if (mib === null) {
    return new Invalid(
      `"${
        excerpt(text)
      }" is no amount of memory, write it as "20GiB" or "500MiB"`,
    );
  }
  return mib >= 1 && mib <= MOST_MIB
    ? mib
    : new Invalid(`"${excerpt(text)}" is not between 1 MiB and 16 TiB`);
}

/** Writes an amount of memory exactly, in GiB where it comes out even. */
export function writeMemory(mib: number): string {
  return mib % 1024 === 0 ? `${mib / 1024}GiB` : `${mib}MiB`;
}
