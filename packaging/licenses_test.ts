import { assertEquals } from "@std/assert";
import { ROOT } from "../root.ts";
import { licenseTexts } from "./licenses.ts";

/** Build and test alone, so that no copy of them goes anywhere. */
const NOT_PACKED = ["axe-core", "esbuild", "fast-check", "playwright-core"];

Deno.test("licenseTexts() has the license of each package that the project names, and of no tool", async () => {
  const config = await Deno.readTextFile(new URL("deno.json", ROOT));
  const { imports } = JSON.parse(config) as { imports: Record<string, string> };
  const named = Object.values(imports).flatMap((from) =>
    /^npm:(.+)@/.exec(from)?.[1] ?? []
  );

  const texts = await licenseTexts("main.ts");

  const found = texts.matchAll(/^(\S+) \d[\w.-]*\n=+\n\n(?=\S)/gm);
  const titles = new Set([...found].map(([, name]) => name!));
  const missing = named.filter((name) => !titles.has(name));
  assertEquals(missing.sort(), NOT_PACKED);
});
