import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { lastStates, paintLines } from "./terminal_lines.ts";
import { terminalLines } from "./terminal_text.ts";

const aPiece = fc.constantFrom(
  "a",
  "é b",
  "\u001b[31m",
  "\u001b[0m",
  "\u001b[1;38;5;9m",
  "\u001b[K",
  "\r",
  "\b",
  "\u0007",
  "\u001b",
);
const aLine = fc.array(aPiece, { maxLength: 8 }).map((all) => all.join(""));

Deno.test("paintLines() leaves lines as a terminal does that reads all at once", () => {
  fc.assert(fc.property(fc.array(aLine, { maxLength: 6 }), (lines) => {
    const whole = lines.map((line) => `${line}\n`).join("");

    const { lines: painted } = paintLines(lines, "");

    assertEquals(
      painted.map(joined),
      terminalLines(whole, 99).map(joined),
    );
  }));
});

Deno.test("paintLines() goes on with the paint that it left", () => {
  const first = paintLines(["\u001b[31mred", "still"], "");

  const { lines } = paintLines(["red", "\u001b[0mplain"], first.codes);

  assertEquals([first.codesLast, first.codes], ["31", "31"]);
  assertEquals(lines, [[{ look: "t1", text: "red" }], "plain"]);
});

Deno.test("lastStates() cuts what was written over, and keeps its paint", () => {
  const long = `\u001b[32m${"\rstate".repeat(2_000)}\rlast`;

  const cut = lastStates(long);

  assertEquals(cut, "\u001b[32m\rstate\rlast");
  assertEquals(paintLines([cut], "").lines, [[{ look: "t2", text: "laste" }]]);
  assertEquals(lastStates("short\rshorter"), "short\rshorter");
});

/** Runs that look the same, put together: how text was parted is no matter. */
function joined(line: ReturnType<typeof terminalLines>[number]) {
  if (typeof line === "string") return line;
  const looks: { look: string; text: string }[] = [];
  for (const { look, text } of line) {
    const last = looks.at(-1);
    if (last?.look === look) last.text += text;
    else looks.push({ look, text });
  }
  return looks;
}
