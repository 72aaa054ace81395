import { assertEquals, assertThrows } from "@std/assert";
import { decode } from "./decode.ts";
import { encode } from "./encode.ts";

/** What arrives of a value. */
function trip(value: unknown): unknown {
  return decode(encode(value));
}

Deno.test("decode() gives back what encode() was given", () => {
  const values = [
    undefined,
    null,
    true,
    false,
    0,
    -0,
    -1,
    1.5,
    NaN,
    Infinity,
    -Infinity,
    "",
    "\u2028\u2029\u0000\ud83d\ude00\ud800</script><!--",
    123456789012345678901234567890n,
    new Date(0),
    new URL("https://a.test/b?c#d"),
    /a\/b/giu,
    new Uint8Array([0, 1, 255]),
    new Set([1, new Set([2])]),
    new Map<unknown, unknown>([["a", [1, 2]], [{ b: 1 }, undefined]]),
    [],
    [[[]]],
    {},
    { a: { b: [undefined, null] }, "": 1 },
  ];

  for (const value of values) assertEquals(trip(value), value);
  assertEquals(trip(values), values);
});

Deno.test("decode() keeps an invalid date invalid", () => {
  assertEquals((trip(new Date(NaN)) as Date).getTime(), NaN);
});

Deno.test("decode() gives back shared values as shared, and cycles as cycles", () => {
  const shared = { a: 1 };
  const value: Record<string, unknown> = { one: shared, two: [shared] };
  value.self = value;
  const map = new Map<unknown, unknown>();
  map.set(map, new Set([map]));

  const back = trip(value) as { one: unknown; two: unknown[]; self: unknown };
  const backMap = trip(map) as Map<unknown, Set<unknown>>;

  assertEquals(back.two[0] === back.one, true);
  assertEquals(back.self === back, true);
  assertEquals(backMap.get(backMap)!.has(backMap), true);
});

Deno.test("decode() takes __proto__ for a name like any other", () => {
  const value = JSON.parse('{"__proto__": {"admin": true}}');

  const back = trip(value) as { admin?: boolean };

  assertEquals(back.admin, undefined);
  assertEquals(Object.keys(back), ["__proto__"]);
});

Deno.test("encode() refuses functions and symbols, and says where they are", () => {
  assertThrows(
    () => encode({ a: { b: () => {} } }),
    TypeError,
    "Cannot send props.a.b to the browser: it is a function",
  );
  assertThrows(
    () => encode({ a: [Symbol("s")] }),
    TypeError,
    "Cannot send props.a to the browser: it is a symbol",
  );
});
