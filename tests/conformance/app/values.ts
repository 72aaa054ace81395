const shared = { deep: "one" };

/** One of each kind of value that must reach the browser whole. */
export const values: Record<string, unknown> = {
  undefinedValue: undefined,
  nullValue: null,
  nan: NaN,
  infinity: -Infinity,
  minusZero: -0,
  float: 0.1,
  negative: -3,
  big: 12345678901234567890n,
  date: new Date(1234567890123),
  url: new URL("https://example.org/a?b=c#d"),
  regexp: /a\/b<\/script>/giu,
  bytes: new Uint8Array([0, 127, 128, 255]),
  set: new Set([1, "two"]),
  map: new Map<unknown, unknown>([["a", 1], [2, new Date(5)]]),
  shared: [shared, shared],
  script: "</script><script>alert(1)</script>",
  comment: "<!-- --> --!>",
  entity: "&lt;&amp;\"'",
  separators: "\u2028\u2029\u0000\ud83d\ude00",
  proto: JSON.parse('{"__proto__": "own"}'),
  empty: "",
  no: false,
};
