import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { Invalid } from "./issues.ts";
import { readLiteral } from "./literal.ts";

function read(text: string): unknown {
  const literal = readLiteral(text, 0);
  return literal instanceof Invalid ? literal.reason : literal.value;
}

Deno.test("readLiteral() reads whatever JSON can say", () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => {
    const text = JSON.stringify(value);

    assertEquals(read(text), JSON.parse(text));
    assertEquals(read(JSON.stringify(value, null, 2)), JSON.parse(text));
  }));
});

Deno.test("readLiteral() reads Python's way of writing", () => {
  assertEquals(
    read(`{'a': True, "b": [False, None,], 'c': 1_000, 'd': .5, 'e': +2.,}`),
    { a: true, b: [false, null], c: 1000, d: 0.5, e: 2 },
  );
  assertEquals(read(`'it\\'s "so"'`), `it's "so"`);
  assertEquals(read(`"\\x41\\u00e9\\U0001F41C \\d"`), "Aé🐜 \\d");
});

Deno.test("readLiteral() stops behind the literal", () => {
  const literal = readLiteral(`x={"a": "}"} python`, 2);

  assertEquals(literal, { value: { a: "}" }, end: 12 });
});

Deno.test("readLiteral() keeps names that every object has", () => {
  const value = read(`{"__proto__": 1, "constructor": 2}`);

  assertEquals(
    Object.entries(value as Record<string, unknown>),
    [["__proto__", 1], ["constructor", 2]],
  );
});

Deno.test("readLiteral() says what it expected where", () => {
  assertEquals(read(`{"a" 1}`), 'expected ":", found "1}"');
  assertEquals(read(`{a: 1}`), 'expected a key in quotes, found "a: 1}"');
  assertEquals(read(`{"a": 1`), 'expected "," or "}", found its end');
  assertEquals(read(`{"a": yes}`), '"yes" is no value: put text in quotes');
  assertEquals(read(`"a`), 'expected ", found its end');
  assertEquals(read(""), "expected a value, found its end");
  assertEquals(read("(1, 2)"), 'expected a value, found "(1, 2)"');
  assertEquals(read("12ab"), 'expected a value, found "12ab"');
  assertEquals(read('"\\U00ffffff"'), '"\\U00ffffff" is no character');
});

Deno.test("readLiteral() refuses a number rather than round it", () => {
  assertEquals(
    read("12345678901234567891"),
    "12345678901234567891 is too large a number: put it in quotes",
  );
  assertEquals(read("1e999"), "1e999 is too large a number: put it in quotes");
  assertEquals(read("12345678901234567000"), 12345678901234567000);
});

Deno.test("readLiteral() refuses what nests too deep for the stack", () => {
  assertEquals(
    read("[".repeat(100_000)),
    "it nests more than 100 levels deep",
  );
});
