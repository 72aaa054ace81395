import { assertEquals } from "@std/assert";
import { failuresIn } from "./failures.ts";

/** What Deno 2.9.6 printed for two failed tests of one file. */
const TWO = `
a fails ... \x1b[31mFAILED\x1b[0m (2ms)

\x1b[0m\x1b[1m\x1b[37m\x1b[41m ERRORS \x1b[0m

a fails \x1b[0m\x1b[38;5;245m=> ./a_test.ts:1:6\x1b[0m
\x1b[0m\x1b[1m\x1b[31merror\x1b[0m: Error: first

b fails ... a step => ./a_test.ts:9:5
error: Error: second

 FAILURES 

a fails => ./a_test.ts:1:6
b fails ... a step => ./a_test.ts:9:5

FAILED | 0 passed | 2 failed (12ms)
`;

Deno.test("failuresIn() gives each failed test with its reason, without colors", () => {
  assertEquals(failuresIn(TWO), [
    "a fails => ./a_test.ts:1:6\nerror: Error: first",
    "b fails ... a step => ./a_test.ts:9:5\nerror: Error: second",
  ]);
});

Deno.test("failuresIn() cuts a long reason", () => {
  const reason = Array.from({ length: 100 }, (_, line) => `line ${line}`);
  const output = ` ERRORS \n\na => ./a_test.ts:1:6\n${
    reason.join("\n")
  }\n\n FAILURES \n\nFAILED`;

  const [failure] = failuresIn(output);

  assertEquals(failure!.split("\n").length, 41);
  assertEquals(failure!.endsWith("… 61 lines more, above"), true);
});

Deno.test("failuresIn() shows how a run ended that names no failed test", () => {
  const output = `${"Check a_test.ts\n".repeat(40)}error: a type is wrong\n`;

  const [failure, ...others] = failuresIn(output);

  assertEquals(failure!.split("\n").length, 30);
  assertEquals(failure!.endsWith("error: a type is wrong"), true);
  assertEquals(others, []);
});
