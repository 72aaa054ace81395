import { assertEquals } from "@std/assert";
import { aGpu } from "../../tests/helpers/builders.ts";
import { type FaultMarks, markFaults, newFault } from "./gpu_faults.ts";

const RULES = { xids: [79], ecc: true };
const xid = (code: number, seq = 1) => ({
  xid: { code, words: "off the bus", seq },
});

const CASES:
  readonly (readonly [string, FaultMarks, FaultMarks, string | null])[] = [
    ["an Xid that is listed", {}, xid(79), "Xid 79: off the bus"],
    ["no Xid that a program may cause", {}, xid(31), null],
    ["no Xid twice", xid(79), xid(79), null],
    ["the same Xid again, later", xid(79), xid(79, 2), "Xid 79: off the bus"],
    [
      "a further memory error",
      { uncorrectedErrors: 1 },
      { uncorrectedErrors: 2 },
      "1 uncorrectable memory error (ECC)",
    ],
    ["nothing in errors of long ago", {}, { uncorrectedErrors: 3 }, null],
    [
      "nothing where the driver counts anew",
      { uncorrectedErrors: 3 },
      { uncorrectedErrors: 0 },
      null,
    ],
  ];

for (const [what, before, after, expected] of CASES) {
  Deno.test(`newFault() sees ${what}`, () => {
    assertEquals(newFault(before, after, RULES), expected);
  });
}

Deno.test("newFault() looks only for what it is asked to", () => {
  const more = [{ uncorrectedErrors: 0 }, { uncorrectedErrors: 9 }] as const;

  assertEquals(newFault({}, xid(79), { xids: [], ecc: true }), null);
  assertEquals(newFault(...more, { xids: [79], ecc: false }), null);
});

Deno.test("markFaults() keeps what a sample does not tell", () => {
  const before = { uncorrectedErrors: 4, ...xid(13) };

  assertEquals(markFaults(before, aGpu(0)), before);
  assertEquals(
    markFaults(before, aGpu(0, { uncorrectedErrors: null })),
    before,
  );
});
