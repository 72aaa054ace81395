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

Deno.test("terminalLines() leaves out titles, links, odd escapes and lone control characters", () => {
  const link = `\u001b]8;;https://x.example/${"y".repeat(300)}\u001b\\`;
  const odd = "\u001b(B\u001b7\u001b=\u001b[?25l\u001b[2J\u001bPq\u001b\\";

  const lines = terminalLines(`${link}a \u001b]0;t\u0007${odd}b\bc\u0001`, 10);

  assertEquals(lines, ["a c"]);
});

Deno.test("terminalLines() keeps paint on its letters, and from line to line", () => {
  const painted = "a\u001b[31;1mred\non\u001b[0m off\rX";

  assertEquals(terminalLines(painted, 10), [
    [{ look: "", text: "a" }, { look: "t1 tb", text: "red" }],
    [
      { look: "", text: "X" },
      { look: "t1 tb", text: "n" },
      { look: "", text: " off" },
    ],
  ]);
});

Deno.test("terminalLines() erases what a program clears of its line", () => {
  assertEquals(terminalLines("abcdef\r\u001b[Kx\n", 10), ["x"]);
  assertEquals(terminalLines("abc\u001b[2K\rz\n", 10), ["z  "]);
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
    "38;2;1;2;3m",
    "\u001b[48;5;200m",
    "\u001b[7m",
    "\u001b[0m",
    "\u001b[K",
    "\u001b(",
    "\u001b\\",
    "\u001b]8;;",
    "\u001b]0;t\u0007",
  );
  fc.assert(fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
    const text = parts.join("");
    const cut = new TerminalText(100);
    for (const letter of text) cut.append(letter);

    assertEquals([...cut.lines], terminalLines(text, 100));
  }));
});
