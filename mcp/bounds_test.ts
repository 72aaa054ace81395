import { assert, assertEquals, assertMatch } from "@std/assert";
import { bounded, cut, MAX_ANSWER } from "./bounds.ts";

const long = "x".repeat(100_000);

function lengthOf(texts: readonly string[]): number {
  return texts.reduce((sum, { length }) => sum + length, 0);
}

Deno.test("bounded() leaves alone what fits", () => {
  const facts = { id: "a", tasks: [1, 2, 3] };

  assertEquals(bounded({ facts, text: "line" }), [
    JSON.stringify(facts),
    "line",
  ]);
});

for (
  const [what, told] of [
    ["a long text", { facts: { id: "a" }, text: long }],
    ["a long text of facts", { facts: { id: "a", command: long } }],
    ["many rows", { facts: { rows: Array(5000).fill({ id: "row" }) } }],
    ["long rows", { facts: { rows: Array(90).fill({ id: "i", c: long }) } }],
    ["many lists", { facts: { deep: Array(90).fill(Array(90).fill("id")) } }],
    [
      "many keys",
      { facts: Object.fromEntries([...long].map((_, i) => [`k${i}`, i])) },
    ],
  ] as const
) {
  Deno.test(`bounded() cuts ${what} to its size, and says so`, () => {
    const texts = bounded(told);

    assert(lengthOf(texts) <= MAX_ANSWER, `${lengthOf(texts)} characters`);
    assertMatch(texts.join(""), /\[… \d+ more/);
  });
}

Deno.test("bounded() keeps the rows that come first, as JSON", () => {
  const rows = Array.from({ length: 5000 }, (_, id) => ({ id }));

  const [json] = bounded({ facts: { rows } });

  assertEquals(JSON.parse(json!).rows[0], { id: 0 });
});

Deno.test("cut() keeps the end of a log's tail, and the beginning of the rest", () => {
  assertEquals(cut("1\n2\n3", 100), "1\n2\n3");
  assertMatch(cut(`first ${long} last`, 100, "end"), /^\[… .* last$/s);
  assertMatch(cut(`first ${long} last`, 100), /^first .* characters\]$/s);
});
