import fc from "fast-check";
import type { JsonSchema } from "../../web/v1/request/json_schema.ts";

/** Ids that tasks of a fuzzed engine have. */
export const IDS = ["a", "b-1", "c.2", "d_3", "Ü 4", "e", "f", "g"];

/** Texts that have broken programs before, ours and others. */
const TEXTS = [
  "",
  " ",
  "0",
  "-1",
  "1e309",
  "NaN",
  "9007199254740993",
  "null",
  "true",
  "on",
  "__proto__",
  "constructor",
  "../../../../etc/passwd",
  "/",
  ".",
  "..",
  "%00",
  "%",
  "\0",
  "\n",
  "\r\nSet-Cookie: a=b",
  "a\u0000b",
  "\ud800",
  "\u202egnp.exe",
  "<script>alert(1)</script>",
  `"'\`$(id)\`;`,
  "{}",
  "[",
  "{rand 1 2}",
  "{rand",
  "{sweep lr 0.1 0.2}",
  "{range seed 0 9}",
  "{range seed 0 99999999999}",
  "ant_gpus=2 true",
  "ant_gpu_ids=0,1 true",
  "ant_after=@ true",
  "ant_after=a,b-1 true",
  "ant_begin=+3h ant_priority=high true",
  "ant_timeout=1s ant_retries=2 false",
  "ant_name={id}-{n} true",
  "ant_priority=1e999 true",
  "true\nfalse\n# no\n",
  "true && \\\n  false",
  "2026-02-30T25:61",
  "+999999999999h",
  "0,1,2,3,4,5",
  "last",
  "x".repeat(5000),
];

/** Any text: one that has broken programs, an id, or anything at all. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...IDS) },
  { weight: 4, arbitrary: fc.constantFrom(...TEXTS) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 40 }) },
  { weight: 1, arbitrary: fc.integer().map(String) },
);

/** Any JSON, of the sorts that readers take for another. */
const anyJson: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 3, arbitrary: anyText },
  { weight: 1, arbitrary: fc.constantFrom(null, true, false, -0, 1e308, 0.5) },
  { weight: 1, arbitrary: fc.integer() },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      JSON.parse('{"__proto__": {"polluted": true}}'),
      JSON.parse("[".repeat(60) + "]".repeat(60)),
    ),
  },
);

/** Now and then something else than what was asked for. */
function mostly<T>(wanted: fc.Arbitrary<T>): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 12, arbitrary: wanted },
    { weight: 1, arbitrary: anyJson },
  );
}

/** JSON that mostly is as a schema wants it. */
export function likeSchema(schema: JsonSchema): fc.Arbitrary<unknown> {
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(likeSchema));
  if (schema.enum) return mostly(fc.constantFrom(...schema.enum));
  const types = [schema.type ?? "anything"].flat();
  return fc.oneof(...types.map((type) => mostly(likeType(type, schema))));
}

function likeType(type: string, schema: JsonSchema): fc.Arbitrary<unknown> {
  switch (type) {
    case "object":
      return likeObject(schema);
    case "array":
      return fc.array(likeSchema(schema.items ?? {}), { maxLength: 4 });
    case "integer":
    case "number":
      return fc.integer({ min: -1, max: 9 });
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    case "string":
      return anyText;
    default:
      return anyJson;
  }
}

/** Some fields are left out, and a stranger may be among them. */
function likeObject(schema: JsonSchema): fc.Arbitrary<unknown> {
  const { properties = {}, required = [] } = schema;
  const fields = Object.entries(properties).map((
    [name, property],
  ): [string, fc.Arbitrary<unknown>] => {
    const value = likeSchema(property);
    const kept = fc.option(value, {
      nil: undefined,
      freq: required.includes(name) ? 12 : 1,
    });
    return [name, kept];
  });
  const strangers = fc.dictionary(anyText, anyJson, { maxKeys: 1 });
  return fc.tuple(fc.record(Object.fromEntries(fields)), strangers).map((
    [known, more],
  ) => ({ ...more, ...known }));
}
