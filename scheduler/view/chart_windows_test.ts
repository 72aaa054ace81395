import { assertEquals } from "@std/assert";
import { chartWindows, windowNamed } from "./chart_windows.ts";

const labels = (spanMs: number) =>
  chartWindows(spanMs).map(({ label }) => label);

Deno.test("chartWindows() reaches as far as the past that is kept, and no farther", () => {
  assertEquals(labels(300_000), ["1 m", "5 m"]);
  assertEquals(labels(3_600_000), ["1 m", "5 m", "30 m", "All"]);
  assertEquals(labels(20_000), ["All"]);
  assertEquals(
    chartWindows(3_600_000).map(({ ago }) => ago),
    ["1 min ago", "5 min ago", "30 min ago", "60 min ago"],
  );
});

Deno.test("windowNamed() falls back to the widest", () => {
  const windows = chartWindows(300_000);

  assertEquals(windowNamed("1 m", windows).ms, 60_000);
  assertEquals(windowNamed("2 y", windows).ms, 300_000);
});
