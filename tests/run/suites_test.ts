import { assert, assertEquals } from "@std/assert";
import { findSuites, narrow, type Suite, suiteOf } from "./suites.ts";

const ROOT = new URL("../..", import.meta.url).pathname;

function aSuite(name: string, ...files: string[]): Suite {
  return { name, files, streams: false, atOnce: 1 };
}

Deno.test("suiteOf() names the folder under tests, and unit for all that stands beside its file", () => {
  assertEquals(suiteOf("tests/crash/restart_test.ts"), "crash");
  assertEquals(suiteOf("tests/e2e/deep/sign_in_test.ts"), "e2e");
  assertEquals(suiteOf("tests/e2e/log_budgets_test.ts"), "budgets");
  assertEquals(suiteOf("tests/e2e/budgets_test.ts"), "budgets");
  assertEquals(suiteOf("scheduler/policy/plan_test.ts"), "unit");
  assertEquals(suiteOf("tests/run/suites_test.ts"), "unit");
});

Deno.test("findSuites() finds this very file, unit first and e2e after it", async () => {
  const suites = await findSuites(ROOT);

  const names = suites.map((suite) => suite.name);
  assert(suites[0]!.files.includes("tests/run/suites_test.ts"));
  assertEquals(names[0], "unit");
  assert(names.indexOf("e2e") > names.indexOf("integration"));
});

Deno.test("narrow() takes a suite by name and files by a part of their path", () => {
  const suites = [
    aSuite("unit", "cli/e2e_words_test.ts", "scheduler/plan_test.ts"),
    aSuite("e2e", "tests/e2e/login_test.ts"),
  ];

  const byName = narrow(suites, ["unit"]);
  const byPath = narrow(suites, ["plan"]);

  assertEquals(byName, [suites[0]!]);
  assertEquals(byPath, [aSuite("unit", "scheduler/plan_test.ts")]);
  assertEquals(narrow(suites, []), suites);
});
