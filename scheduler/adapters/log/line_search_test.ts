// deno-lint-ignore-file no-control-regex -- Escapes are the subject.
import { assertEquals } from "@std/assert";
import fc from "fast-check";
import type { LogQuery } from "../../ports.ts";
import { lineBlocks } from "./line_blocks.ts";
import { matcherFor } from "./line_matcher.ts";
import { LineSearch } from "./line_search.ts";

/** Searches a text that is read in small pieces. */
function search(text: string, query: LogQuery, blockBytes = 64) {
  const path = Deno.makeTempFileSync({ prefix: "ant-search-" });
  Deno.writeTextFileSync(path, text);
  const { size } = Deno.statSync(path);
  using file = Deno.openSync(path);
  Deno.removeSync(path);
  const found = new LineSearch(matcherFor(query), 1, 0);
  for (
    const block of lineBlocks(file, 0, size, {
      blockBytes,
      sharedBytes: 16,
    })
  ) {
    found.take(block.bytes, block.atByte);
  }
  return { hits: found.hitsSince(), count: found.hits, isCut: found.isCut };
}

function aText(text: string, isCaseSensitive = false): LogQuery {
  return { kind: "text", text, isCaseSensitive };
}

Deno.test("a LineSearch finds the lines that splitting the whole text finds", () => {
  const aWord = fc.constantFrom(
    "needle",
    "NEEDLE",
    "nee",
    "dle",
    "\u001b[31mnee\u001b[0mdle",
    "é",
    "\r",
    "filling filling filling filling filling ",
    "\n",
    "\n",
  );
  fc.assert(fc.property(fc.array(aWord, { maxLength: 40 }), (words) => {
    const text = words.join("");
    const lines = text.split("\n").map((line) =>
      line.replaceAll(/\u001b\[\d*m/g, "")
    );
    for (const isExact of [true, false]) {
      const expected = lines.flatMap((line, at) =>
        (isExact ? line : line.toLowerCase()).includes("needle") ? at + 1 : []
      );

      const { hits } = search(text, aText("needle", isExact));

      assertEquals(hits.map(({ line }) => line), expected);
      const starts = text.split("\n").map((_, at, all) =>
        new TextEncoder().encode(
          all.slice(0, at).map((one) => `${one}\n`).join(""),
        ).length
      );
      assertEquals(
        hits.map(({ byte }) => byte),
        expected.map((line) => starts[line - 1]!),
      );
    }
  }));
});

Deno.test("a LineSearch takes a text literally, whatever stands in it", () => {
  const odd = "a.c (x|y) [z] \\d $5 ^ {2}/*+?";

  assertEquals(search(`abc\n${odd}\n`, aText(odd)).count, 1);
  assertEquals(search("abc\n", aText("a.c")).count, 0);
});

Deno.test("a LineSearch tries a pattern on each line for itself", () => {
  const pattern = (text: string, isCaseSensitive = false): LogQuery => (
    { kind: "pattern", text, isCaseSensitive }
  );

  const lines = (query: LogQuery) =>
    search("one 1\r\nTWO 2\n\nthree", query).hits.map(({ line }) => line);

  assertEquals(lines(pattern("^\\w+ \\d$")), [1, 2]);
  assertEquals(lines(pattern("two")), [2]);
  assertEquals(lines(pattern("two", true)), []);
  assertEquals(lines(pattern("1\\s+T")), []);
  assertEquals(lines(pattern("^$")), [3]);
  assertEquals(lines(pattern("e$")), [4]);
});

Deno.test("a LineSearch counts a line once that is longer than what is read at once", () => {
  const { hits } = search(
    `x\n${"needle ".repeat(40)}\n${"y".repeat(200)}needle\nneedle`,
    aText("needle"),
  );

  assertEquals(hits, [
    { line: 2, byte: 2 },
    { line: 3, byte: 283 },
    { line: 4, byte: 490 },
  ]);
});

Deno.test("a LineSearch lists 10,000 hits and counts the rest", () => {
  const { hits, count, isCut } = search(
    "needle\n".repeat(12_345),
    aText("needle"),
    65_536,
  );

  assertEquals([hits.length, count, isCut], [10_000, 12_345, true]);
  assertEquals(hits.at(-1), { line: 10_000, byte: 69_993 });
});
