import { assertEquals, assertThrows } from "@std/assert";
import { headerText, lineText, parseSegment } from "./event_codec.ts";

const HEADER = headerText({ format: 1, firstSeq: 5, base: null });
const EVENTS = `[{"kind":"taskRemoved","id":"ä"}]`;

function bytes(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

function seqs(text: string | Uint8Array<ArrayBuffer>, isLast = true): number[] {
  const data = typeof text === "string" ? bytes(text) : text;
  return parseSegment(data, 5, isLast).lines.map(({ seq }) => seq);
}

Deno.test("parseSegment() reads every line with its events and its size", () => {
  const text = HEADER + lineText(5, 5, EVENTS) + lineText(6, 5, "[]");

  const segment = parseSegment(bytes(text), 5, false);

  assertEquals(segment.header, { format: 1, firstSeq: 5, base: null });
  assertEquals(segment.lines, [
    {
      seq: 5,
      from: 5,
      events: [{ kind: "taskRemoved", id: "ä" }],
      bytes: bytes(lineText(5, 5, EVENTS)).length,
    },
    { seq: 6, from: 5, events: [], bytes: lineText(6, 5, "[]").length },
  ]);
  assertEquals(segment.wholeBytes, bytes(text).length);
});

Deno.test("parseSegment() cuts the last line off wherever it was torn", () => {
  const whole = HEADER + lineText(5, 5, EVENTS);
  const torn = bytes(lineText(6, 6, EVENTS));

  for (let length = 1; length < torn.length; length++) {
    const data = new Uint8Array([...bytes(whole), ...torn.slice(0, length)]);
    const segment = parseSegment(data, 5, true);

    assertEquals(segment.lines.map(({ seq }) => seq), [5]);
    assertEquals(segment.wholeBytes, bytes(whole).length);
    assertEquals(segment.tornBytes, length);
  }
});

Deno.test("parseSegment() answers no lines for a header that was torn", () => {
  const segment = parseSegment(bytes(HEADER.slice(0, -1)), 5, true);

  assertEquals([segment.header, segment.lines.length], [null, 0]);
  assertEquals(parseSegment(new Uint8Array(), 5, true).header, null);
});

Deno.test("parseSegment() cuts off a write whose first block never reached the disk", () => {
  const zeros = "\0".repeat(20) + "\n";
  const text = HEADER + lineText(5, 5, "[]") + zeros + lineText(7, 6, "[]");

  assertEquals(seqs(text), [5]);
});

Deno.test("parseSegment() throws for a bad line that a later write stands behind", () => {
  const bad = "\0".repeat(20) + "\n";
  const text = HEADER + lineText(5, 5, "[]") + bad + lineText(7, 7, "[]");

  assertThrows(() => seqs(text), TypeError, "line 3 is not JSON");
});

for (
  const [what, text, message] of [
    ["a torn end before the last segment", HEADER + `{"seq":5`, "the middle"],
    ["an empty segment before the last one", "", "the middle"],
    [
      "a bad line before the last segment",
      `${HEADER}oops\n`,
      "line 2 is not JSON",
    ],
  ] as const
) {
  Deno.test(`parseSegment() throws for ${what}`, () => {
    assertThrows(() => seqs(text, false), TypeError, message);
  });
}

for (
  const [what, text, message] of [
    ["a number left out", HEADER + lineText(6, 6, "[]"), "number 6, not 5"],
    [
      "a number twice",
      HEADER + lineText(5, 5, "[]") + lineText(5, 5, "[]"),
      "line 3 has number 5, not 6",
    ],
    ["a line without events", `${HEADER}{"seq":5,"from":5}\n`, "no events"],
    [
      "an event of another version",
      HEADER + lineText(5, 5, `[{"kind":"taskCloned"}]`),
      `unknown kind "taskCloned"`,
    ],
    [
      "an event named after a method",
      HEADER + lineText(5, 5, `[{"kind":"toString"}]`),
      `unknown kind "toString"`,
    ],
    [
      "another format",
      `{"format":2,"firstSeq":5,"base":null}\n`,
      "its format is not 1",
    ],
    [
      "a header of another file",
      `{"format":1,"firstSeq":4,"base":null}\n`,
      "does not agree with its name",
    ],
  ] as const
) {
  Deno.test(`parseSegment() throws for ${what}, at the very end too`, () => {
    assertThrows(() => seqs(text), TypeError, message);
  });
}
