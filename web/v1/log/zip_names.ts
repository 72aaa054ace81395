// What Windows keeps for itself ("Naming Files, Paths, and Namespaces"), and
// what parts a path anywhere.
const FORBIDDEN = /[<>:"/\\|?*\p{Cc}]/gu;
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/**
 * Names files after tasks so that every system can unpack them: no two names
 * differ in capital letters alone.
 */
export class ZipNames {
  readonly #taken = new Set<string>();

  /** A name that was not given before. */
  nameFor(id: string): string {
    const spelt = id.replaceAll(FORBIDDEN, "_");
    const stem = DEVICE.test(spelt) ? `_${spelt}` : spelt;
    for (let number = 1;; number++) {
      const name = number === 1 ? `${stem}.log` : `${stem} (${number}).log`;
      const folded = name.normalize("NFC").toLowerCase();
      if (this.#taken.has(folded)) continue;
      this.#taken.add(folded);
      return name;
    }
  }
}
