import { assertEquals } from "@std/assert";
import { OPTIONS } from "./table.ts";

const PAGE = new URL("../../../docs/options.md", import.meta.url);

Deno.test("docs/options.md lists every option by both its names", async () => {
  const page = await Deno.readTextFile(PAGE);

  const listed = [...page.matchAll(/^\| `(ant_\w+)` +\| `(\w+)`/gm)]
    .map(([, name, field]) => ({ name, field }));
  assertEquals(listed, OPTIONS.map(({ name, field }) => ({ name, field })));
});
