import { excerpt, Invalid } from "../submit/issues.ts";

const MIB = 2 ** 20;
/** Letters alone mean powers of two, as in sbatch(1) and every GPU's manual. */
const UNIT_BYTES: Readonly<Record<string, number>> = {
  m: MIB,
  mib: MIB,
  mb: 1e6,
  g: 2 ** 30,
  gib: 2 ** 30,
  gb: 1e9,
  t: 2 ** 40,
  tib: 2 ** 40,
  tb: 1e12,
};
const MOST_MIB = 2 ** 24; // 16 TiB, more than any machine of today.

/** Reads an amount of memory in MiB, rounded up: `20GiB`, `20G`, `500MB`. */
export function readMemory(text: string): number | Invalid {
  const found = /^(\d+(?:\.\d+)?)\s*([a-z]+)$/i.exec(text.trim());
  const bytes = UNIT_BYTES[found?.[2]?.toLowerCase() ?? ""];
  if (found === null || bytes === undefined) {
    return new Invalid(
      `"${
        excerpt(text)
      }" is no amount of memory, write it as "20GiB" or "500MiB"`,
    );
  }
  const mib = Math.ceil(Number(found[1]) * bytes / MIB);
  return mib >= 1 && mib <= MOST_MIB
    ? mib
    : new Invalid(`"${excerpt(text)}" is not between 1 MiB and 16 TiB`);
}

/** Writes an amount of memory exactly, in GiB where it comes out even. */
export function writeMemory(mib: number): string {
  return mib % 1024 === 0 ? `${mib / 1024}GiB` : `${mib}MiB`;
}
