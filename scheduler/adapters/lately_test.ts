import { assertEquals } from "@std/assert";
import { Lately } from "./lately.ts";

/** A check that counts how often it is made. */
function aCheck(...answers: (string | null)[]) {
  const check = {
    count: 0,
    ask: () => Promise.resolve(answers[check.count++] ?? null),
  };
  return check;
}

Deno.test("ask() checks once for those who ask at the same time, and after", async () => {
  const lately = new Lately(60_000);
  const check = aCheck(null);

  await Promise.all([1, 2].map(() => lately.ask("folder", check.ask)));
  const later = await lately.ask("folder", check.ask);

  assertEquals([later, check.count], [null, 1]);
});

Deno.test("ask() remembers no trouble", async () => {
  const lately = new Lately(60_000);
  const check = aCheck("it is gone", null);

  assertEquals(await lately.ask("folder", check.ask), "it is gone");
  assertEquals(await lately.ask("folder", check.ask), null);
});

Deno.test("ask() checks again after its time, for another, and when told", async () => {
  const check = aCheck();
  const brief = new Lately(0);
  await brief.ask("folder", check.ask);
  await brief.ask("folder", check.ask);
  assertEquals(check.count, 2);

  const long = new Lately(60_000);
  await long.ask("folder", check.ask);
  await long.ask("shell", check.ask);
  long.forget();
  await long.ask("shell", check.ask);

  assertEquals(check.count, 5);
});
