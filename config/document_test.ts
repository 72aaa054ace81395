import { assertEquals, assertStringIncludes } from "@std/assert";
import { DOCUMENT, documentConfiguration, formatMarkdown } from "./document.ts";
import { CONFIG_KEYS } from "./schema.ts";

Deno.test("docs/configuration.md is what deno run -A config/document.ts writes", async () => {
  const written = await Deno.readTextFile(DOCUMENT);
  assertEquals(written, await formatMarkdown(documentConfiguration()));
});

Deno.test("documentConfiguration() has a sentence for every key", () => {
  const rows = documentConfiguration().split("\n");
  for (const key of CONFIG_KEYS) {
    const row = rows.find((line) => line.startsWith(`- \`${key}\` (`)) ?? "";
    assertStringIncludes(row, "): ", key);
    assertEquals(/\): [A-Z].+\.$/.test(row), true, row);
  }
});
