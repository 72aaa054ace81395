import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { readBegin } from "../model/options/begin.ts";
import { localTime } from "./local_time.ts";

Deno.test("localTime() writes what ant_begin reads as the same instant, in any time zone", () => {
  const clock = { nowMs: 0, timeZoneOffsetMinutes: 754 };
  const times = fc.integer({ min: 0, max: 4_102_444_800_000 });
  fc.assert(fc.property(times, (atMs) => {
    assertEquals(readBegin(localTime(atMs), clock), atMs);
  }));
});

Deno.test("localTime() leaves out seconds that are none", () => {
  const noon = new Date(2026, 0, 31, 12).getTime();
  assertEquals(localTime(noon).slice(0, 16), "2026-01-31 12:00");
  assertEquals(localTime(noon).length, 22);
  assertEquals(localTime(noon + 5000).slice(0, 19), "2026-01-31 12:00:05");
});
