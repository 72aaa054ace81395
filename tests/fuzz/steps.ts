import fc from "fast-check";
import type { JsonSchema } from "../../web/v1/request/json_schema.ts";
import { anyText, likeSchema } from "./hostile.ts";
import type { Address } from "./operations.ts";

/** One request, as plain data, so that a failure prints whole. */
export interface Ask {
  readonly kind: "ask";
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Body | null;
}

interface Body {
  readonly type: string;
  readonly text: string;
}

/** Something that happens beside requests. */
export interface Happening {
  readonly kind: "exit" | "time" | "gpus";
  readonly pick: number;
}

/** What a fuzzed engine goes through. */
export type Step = Ask | Happening;

/** Any step; most are requests. */
export function anyStep(addresses: readonly Address[]): fc.Arbitrary<Step> {
  return fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...addresses).chain(anyAsk) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constantFrom("exit" as const, "time", "gpus"),
        pick: fc.nat(1000),
      }),
    },
  );
}

function anyAsk(address: Address): fc.Arbitrary<Ask> {
  return fc.constantFrom(...address.methods).chain((method) =>
    fc.record({
      kind: fc.constant("ask" as const),
      method: fc.constant(method),
      path: anyPath(address),
      headers: anyHeaders,
      body: method === "GET"
        ? fc.constant(null)
        : anyBody(address, address.bodies[method]),
    })
  );
}

const anyHeaders = fc.oneof(
  { weight: 6, arbitrary: fc.constant({}) },
  {
    weight: 1,
    arbitrary: fc.dictionary(
      fc.constantFrom(
        "range",
        "accept",
        "if-none-match",
        "last-event-id",
        "idempotency-key",
        "cookie",
        "referer",
        "accept-encoding",
      ),
      fc.oneof(
        fc.constantFrom("bytes=0-", "bytes=-5", "bytes=9-1", "text/html", "a"),
        fc.string({ maxLength: 20 }),
      ),
      { maxKeys: 2 },
    ).filter(isSendable),
  },
);

/** The platform refuses others before they reach anybody. */
function isSendable(headers: Record<string, string>): boolean {
  return Object.values(headers).every((text) => /^[\x20-\x7e]*$/.test(text));
}

function anyPath({ path, names }: Address): fc.Arbitrary<string> {
  const places = [...path.matchAll(/\{\w+\}/g)];
  return fc.tuple(
    fc.array(anyText, { minLength: places.length, maxLength: places.length }),
    fc.array(fc.tuple(fc.constantFrom(...names), anyText), { maxLength: 3 }),
  ).map(([values, query]) => {
    let at = 0;
    const filled = path.replace(/\{\w+\}/g, () => {
      const value = values[at++]!;
      // A segment of dots is resolved away before it is sent.
      return /^\.{0,2}$/.test(value) ? "_" : encode(value);
    });
    const said = query.map(([name, value]) => `${name}=${encode(value)}`);
    return said.length === 0 ? filled : `${filled}?${said.join("&")}`;
  });
}

/** Text as a part of an address; a lone surrogate has no bytes. */
function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

function anyBody(
  { names }: Address,
  schema: JsonSchema | undefined,
): fc.Arbitrary<Body | null> {
  const pairs = fc.array(fc.tuple(fc.constantFrom(...names), anyText), {
    maxLength: 5,
  });
  const form = pairs.map((fields) => ({
    type: "application/x-www-form-urlencoded",
    text: fields.map(([name, text]) => `${name}=${encode(text)}`).join("&"),
  }));
  const value = schema === undefined
    ? fc.dictionary(fc.constantFrom(...names), anyText, { maxKeys: 5 })
    : likeSchema(schema);
  const json = value.map((value) => ({
    type: "application/json",
    text: JSON.stringify(value) ?? "",
  }));
  const types = ["text/plain", "multipart/form-data; boundary=b", "a"];
  const other = fc.record({
    type: fc.constantFrom("application/json", ...types),
    text: anyText,
  });
  return fc.oneof(
    { weight: schema === undefined ? 3 : 9, arbitrary: json },
    { weight: 3, arbitrary: form },
    { weight: 1, arbitrary: other },
    { weight: 1, arbitrary: fc.constant(null) },
  );
}
