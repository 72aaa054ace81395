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

/** Reads an amount of memory in MiB, rounded up; `null` for what is none. */
export function memoryMiB(text: string): number | null {
  const found = /^(\d+(?:\.\d+)?)\s*([a-z]+)$/i.exec(text.trim());
  const bytes = UNIT_BYTES[found?.[2]?.toLowerCase() ?? ""];
  return found === null || bytes === undefined
    ? null
    : Math.ceil(Number(found[1]) * bytes / MIB);
}
