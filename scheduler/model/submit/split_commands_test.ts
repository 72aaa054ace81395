import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { type QueueMode, splitCommands } from "./split_commands.ts";

function texts(text: string, mode: QueueMode = "multi"): string[] {
  return splitCommands(text, mode).commands.map((command) => command.text);
}

Deno.test("splitCommands() makes one command of each line in multi mode", () => {
  assertEquals(texts("a 1\n\n  b 2  \r\nc 3"), ["a 1", "b 2", "c 3"]);
});

Deno.test("splitCommands() takes # for a comment only at the front of a line", () => {
  const text = [
    "# first",
    'curl "http://host/#top" # kept',
    "  \t# second",
    'echo $# "#"',
  ].join("\n");

  const split = splitCommands(text, "multi");

  assertEquals(split.commands.map((command) => command.text), [
    'curl "http://host/#top" # kept',
    'echo $# "#"',
  ]);
  assertEquals(split.commentLines, [1, 3]);
});

Deno.test("splitCommands() continues a command over blanks and comments", () => {
  const text = "python a.py \\\n# why 4\n\n  --n 4\\\n--m 5\nb";

  const [first, second] = splitCommands(text, "multi").commands;

  assertEquals(first?.text, "python a.py --n 4 --m 5");
  assertEquals([first?.line, first?.lastLine], [1, 5]);
  assertEquals([second?.text, second?.line], ["b", 6]);
});

Deno.test("splitCommands() closes a command whose continuation nothing follows", () => {
  assertEquals(texts("a\nb --x \\"), ["a", "b --x"]);
  assertEquals(texts("a \\\n\\\n# end"), ["a"]);
});

Deno.test("splitCommands() leaves a comment's own backslash without effect", () => {
  assertEquals(texts("# note \\\na"), ["a"]);
});

Deno.test("splitCommands() knows an escaped backslash from a continuation", () => {
  assertEquals(texts("echo a\\\\\nb"), ["echo a\\\\", "b"]);
});

Deno.test("splitCommands() keeps an escaped blank before a continuation", () => {
  assertEquals(texts("ls my\\ \\\nfolder"), ["ls my\\ folder"]);
});

Deno.test("splitCommands() joins all lines to one in single mode", () => {
  const text = "cd /x &&\n# note\n\npython a.py \\\n  --n 1 '#2'\n";

  assertEquals(texts(text, "single"), ["cd /x && python a.py --n 1 '#2'"]);
});

Deno.test("splitCommands() finds no command where none is", () => {
  assertEquals(texts(""), []);
  assertEquals(texts(" \n# only\n\\"), []);
  assertEquals(texts("# only", "single"), []);
});

Deno.test("splitCommands() loses no character of a command", () => {
  const line = fc.string({ unit: fc.constantFrom(..."ab#'\" \t\\$") });
  const mode = fc.constantFrom<QueueMode>("single", "multi");
  const ink = (text: string) => text.replace(/[\s\\]/g, "");

  fc.assert(fc.property(fc.array(line), mode, (lines, queueMode) => {
    const text = lines.join("\n");
    const kept = lines.filter((written) => !/^\s*#/.test(written));

    assertEquals(ink(texts(text, queueMode).join("")), ink(kept.join("")));
  }));
});
