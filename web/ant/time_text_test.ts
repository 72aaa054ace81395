import { assertEquals } from "@std/assert";
import { runtimeText, timeText } from "./time_text.ts";

Deno.test("runtimeText() drops zero parts but the seconds, and is always plural", () => {
  assertEquals(runtimeText(125_999), "2 minutes, 5 seconds");
  assertEquals(runtimeText(60_000), "1 minutes, 0 seconds");
  assertEquals(
    runtimeText(90_061_000),
    "1 days, 1 hours, 1 minutes, 1 seconds",
  );
  assertEquals(runtimeText(-5), "0 seconds");
});

Deno.test("timeText() writes the time before the day, in local time", () => {
  const atMs = new Date(2025, 10, 21, 9, 0, 7).getTime();

  assertEquals(timeText(atMs), "09:00:07 21-11-2025");
  assertEquals(timeText(null), null);
});
