import { assertEquals } from "@std/assert";
import fc from "fast-check";
import {
  ALL_ENDED,
  END_STATES,
  instantOf,
  isFiltered,
  type ListQuery,
  readListQuery,
  SORTS,
  writeListQuery,
} from "./ended_query.ts";

const query = (search = "") => readListQuery(new URLSearchParams(search));

const anyQuery: fc.Arbitrary<ListQuery> = fc.record({
  text: fc.string().map((text) => text.trim()),
  states: fc.subarray([...END_STATES]),
  tags: fc.subarray(["lr", "größe", "-"]),
  gpus: fc.subarray(["0", "15", "none"]),
  since: fc.constantFrom("", "7d", "2026-11-20", "1795262081898"),
  until: fc.constantFrom("", "24h", "2026-11-20T10:00:00Z"),
  sort: fc.constantFrom(...SORTS),
  page: fc.integer({ min: 1, max: 999 }),
}, { noNullPrototype: true });

Deno.test("writeListQuery() writes what readListQuery() reads, whatever it is", () => {
  fc.assert(fc.property(anyQuery, (asked) => {
    assertEquals(query(writeListQuery(asked)), asked);
  }));
  assertEquals(writeListQuery(ALL_ENDED), "");
});

Deno.test("readListQuery() leaves out what it does not know", () => {
  const odd = "sort=up&state=busy&page=-2&tag=&gpu=x&since=soon&until=7x";

  assertEquals(query(odd), ALL_ENDED);
  assertEquals(isFiltered(query(odd)), false);
  assertEquals(isFiltered(query("tag=lr")), true);
});

Deno.test("instantOf() reads ages, days, milliseconds and ISO 8601, and nothing else", () => {
  const now = new Date(2026, 10, 21, 13).getTime();

  assertEquals(instantOf("24h", "since", now), now - 86_400_000);
  assertEquals(
    instantOf("2026-11-20", "since", now),
    new Date(2026, 10, 20).getTime(),
  );
  assertEquals(
    instantOf("2026-11-20", "until", now),
    new Date(2026, 10, 21).getTime(),
  );
  assertEquals(instantOf("1700000000000", "since", now), 1_700_000_000_000);
  assertEquals(instantOf("1970-01-01T00:00:01Z", "since", now), 1000);
  assertEquals(instantOf("yesterday", "since", now), null);
  assertEquals(instantOf("", "since", now), null);
});
