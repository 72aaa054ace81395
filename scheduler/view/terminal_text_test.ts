import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { terminalLines, TerminalText } from "./terminal_text.ts";

Deno.test("terminalLines() lets a carriage return write its line anew", () => {
  const bar = " 10%\r 60%\r100%\ndone";

  assertEquals(terminalLines(bar, 10), ["100%", "done"]);
});

Deno.test("terminalLines() keeps what a shorter text does not cover", () => {
  assertEquals(terminalLines("abcdef\rXY\n", 10), ["XYcdef"]);
});

Deno.test("terminalLines() reads CRLF as one end of a line", () => {
  assertEquals(terminalLines("a\r\nb\r\n", 10), ["a", "b"]);
});

Deno.test("terminalLines() leaves out colors, titles and lone control characters", () => {
  const painted = "\u001b[31;1mred\u001b[0m \u001b]0;title\u0007b\u0008c\u0001";

  assertEquals(terminalLines(painted, 10), ["red c"]);
});

Deno.test("terminalLines() shows markup as the text it is", () => {
  assertEquals(terminalLines("<b>&amp;</b>\n", 10), ["<b>&amp;</b>"]);
});

Deno.test("TerminalText keeps the last lines, and counts those before", () => {
  const terminal = new TerminalText(3);
  for (let line = 1; line <= 10; line++) terminal.append(`${line}\n`);

  assertEquals(terminal.lines, ["8", "9", "10"]);
  assertEquals(terminal.dropped % 3, 0);
});

Deno.test("TerminalText shows the same however its text is cut", () => {
  const pieces = fc.constantFrom(
    ..."ab",
    "\r",
    "\n",
    "\u0008",
    "\u001b[1m",
    "\u001b[",
    "31m",
    "\u001b]0;t\u0007",
  );
  fc.assert(fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
    const text = parts.join("");
    const cut = new TerminalText(100);
    for (const letter of text) cut.append(letter);

    assertEquals([...cut.lines], terminalLines(text, 100));
  }));
});
