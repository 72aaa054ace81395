import fc from "fast-check";
import { anyText } from "./hostile.ts";

/** Where a text is changed, as parts of 1000 of its length, and how. */
interface Change {
  readonly at: number;
  readonly length: number;
  readonly how: "cut" | "twice" | "insert" | "flip";
  readonly text: string;
}

const anyChange: fc.Arbitrary<Change> = fc.record({
  at: fc.nat(1000),
  length: fc.nat(40),
  how: fc.constantFrom("cut", "twice", "insert", "flip"),
  text: anyText,
});

/** One of some good texts, spoilt in one to four places, or not at all. */
export function spoilt(...texts: readonly string[]): fc.Arbitrary<string> {
  const changes = fc.array(anyChange, { maxLength: 4 });
  return fc.tuple(fc.constantFrom(...texts), changes).map(([text, changes]) =>
    changes.reduce(spoil, text)
  );
}

function spoil(text: string, { at, length, how, text: more }: Change): string {
  const from = Math.floor(text.length * at / 1000);
  const before = text.slice(0, from);
  const within = text.slice(from, from + length);
  const behind = text.slice(from + length);
  switch (how) {
    case "cut":
      return before + behind;
    case "twice":
      return before + within + within + behind;
    case "insert":
      return before + more + within + behind;
    case "flip":
      return before + [...within].reverse().join("") + behind;
  }
}
