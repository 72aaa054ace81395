import { assertEquals, assertThrows } from "@std/assert";
import { findJsonFault } from "./json_fault.ts";

for (
  const [text, line, column, found] of [
    ["", 1, 1, "the end"],
    ["abc", 1, 1, '"abc"'],
    ['{"a": 1,}', 1, 9, '"}"'],
    ['{\n  "a": 1\n  "b": 2\n}', 3, 3, '"""'],
    ["[1 2]", 1, 4, '"2"'],
    ["[01]", 1, 2, '"01"'],
    ['{"a": tru}', 1, 7, '"tru"'],
    ["{'a': 1}", 1, 2, '"\'"'],
    ['{"a" 1}', 1, 6, '"1"'],
    ['{"a": "x', 1, 7, '"""'],
    ["[1]]", 1, 4, '"]"'],
    ["[1}", 1, 3, '"}"'],
    ['{"a": 1', 1, 8, "the end"],
    ["// note\n{}", 1, 1, '"/"'],
    ['"\t"', 1, 1, '"""'],
    ["[NaN]", 1, 2, '"NaN"'],
  ] as const
) {
  Deno.test(`findJsonFault() points at ${found} in ${JSON.stringify(text)}`, () => {
    assertThrows(() => JSON.parse(text), SyntaxError);
    assertEquals(findJsonFault(text), { line, column, found });
  });
}

for (
  const text of [
    "null",
    ' { "a" : [ 1, -2.5e+3, "\\u00e9\\n", true, {}, [] ] }\n',
    '"[{,:}]"',
    '"\x7f\x85"',
    JSON.stringify("é".repeat(1_000_000)),
    "[".repeat(100_000) + "]".repeat(100_000),
  ]
) {
  Deno.test(`findJsonFault() finds none in ${text.slice(0, 30)}`, () => {
    JSON.parse(text);
    assertEquals(findJsonFault(text), null);
  });
}

Deno.test("findJsonFault() agrees with JSON.parse on every cut of a text", () => {
  const whole = '{"a": [1, -0.5, "x\\"y", null], "b": {"c": false}}';
  for (let length = 0; length <= whole.length; length++) {
    const text = whole.slice(0, length);
    let parses = true;
    try {
      JSON.parse(text);
    } catch {
      parses = false;
    }
    assertEquals(findJsonFault(text) === null, parses, text);
  }
});
