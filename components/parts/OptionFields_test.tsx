import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { renderToString } from "preact-render-to-string";
import { OPTIONS } from "../../scheduler/model/options/table.ts";
import { OptionFields } from "./OptionFields.tsx";

Deno.test("OptionFields has a field with a name and help for every option, and is closed", () => {
  const html = renderToString(
    <OptionFields texts={{}} wrong={{}} known={["a"]} />,
  );

  const names = [...html.matchAll(/ name="option\.(\w+)"/g)].map((m) => m[1]);
  assertEquals(names, OPTIONS.map(({ field }) => field));
  for (const { field } of OPTIONS) {
    assertStringIncludes(html, `for="option-${field}"`);
    assertMatch(html, new RegExp(`id="option-${field}-help"[^>]*>\\w`));
  }
  assertEquals(/<details[^>]* open/.test(html), false);
  assertStringIncludes(html, '<option  value="a"');
});

Deno.test("OptionFields is open where something is set or wrong, and keeps what it does not offer", () => {
  const html = renderToString(
    <OptionFields
      texts={{ priority: "-5" }}
      wrong={{ gpuMem: "no unit" }}
      known={[]}
      prefix="edit-"
    />,
  );

  assertMatch(html, /<details[^>]* open/);
  assertMatch(
    html,
    /<option [^>]*selected[^>]*value="-5"|value="-5"[^>]*selected/,
  );
  assertMatch(html, /id="edit-option-gpuMem-problem"[^>]*>no unit</);
  assertMatch(html, /aria-invalid="true"/);
});
