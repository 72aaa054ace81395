import { assert, assertEquals } from "@std/assert";
import { TOOLS } from "./table.ts";

const byName = new Map(TOOLS.map((tool) => [tool.name, tool]));

Deno.test("every tool that changes something has a preview that takes the same", () => {
  const changing = TOOLS.filter(({ changes }) => changes);

  assertEquals(changing.map(({ name }) => name), ["submit", "stop", "rerun"]);
  for (const { name, input } of changing) {
    const twin = byName.get(`preview_${name}`);
    assert(twin !== undefined && !twin.changes, name);
    assertEquals(twin.input, input);
  }
});

Deno.test("every tool describes itself and each thing that it takes", () => {
  const mute = TOOLS.flatMap(({ name, description, input }) => [
    ...description.length > 40 ? [] : [name],
    ...Object.entries(input.properties ?? {})
      .filter(([, { description = "" }]) => description === "")
      .map(([field]) => `${name}.${field}`),
  ]);

  assertEquals(mute, []);
});

Deno.test("docs/agents.md names every tool, and none beside them", async () => {
  const path = new URL("../../docs/agents.md", import.meta.url);
  const text = await Deno.readTextFile(path);
  const [, section = ""] = /^## Tools$(.*?)^## /ms.exec(text) ?? [];

  const named = [...section.matchAll(/^- `(\w+)`/gm)].map(([, name]) => name!);

  const plain = TOOLS.map(({ name }) => name)
    .filter((name) => !name.startsWith("preview_"));
  assertEquals(named.toSorted(), plain.toSorted());
});
