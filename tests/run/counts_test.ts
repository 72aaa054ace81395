import { assertEquals } from "@std/assert";
import { closingLine, readCounts, withoutSkips } from "./counts.ts";

Deno.test("readCounts() reads passed, failed and ignored through the colors", () => {
  const output =
    "\x1b[0m\x1b[32mok\x1b[0m | 2 passed (1 step) | 3 failed (2 steps) | 1 ignored \x1b[0m(6ms)";

  assertEquals(readCounts(output, 1), { passed: 2, failed: 3, skipped: 1 });
});

Deno.test("readCounts() believes the last closing line, not one that a test printed", () => {
  const output = "ok | 9 passed | 0 failed\n\nok | 2 passed | 0 failed (6ms)\n";

  assertEquals(readCounts(output, 0), { passed: 2, failed: 0, skipped: 0 });
});

Deno.test("readCounts() counts a run that ended badly as a failure, though no test failed", () => {
  const crashed = readCounts("error: Type checking failed.", 1);
  const killed = readCounts("ok | 2 passed | 0 failed (6ms)", 137);

  assertEquals(crashed, { passed: 0, failed: 1, skipped: 0 });
  assertEquals(killed, { passed: 2, failed: 1, skipped: 0 });
});

Deno.test("closingLine() names skips only where there are some", () => {
  const counts = { passed: 7, failed: 0, skipped: 2 };

  assertEquals(closingLine(counts), "7 passed, 0 failed, 2 skipped");
  assertEquals(closingLine(withoutSkips(counts)), "7 passed, 2 failed");
});
