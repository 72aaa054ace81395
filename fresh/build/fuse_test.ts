import { assertEquals } from "@std/assert";
import { chooseShared, type Output } from "./fuse.ts";

function anOutput(imports: readonly string[], entryPoint?: string): Output {
  return {
    exports: [],
    imports: imports.map((path) => ({ path, kind: "import-statement" })),
    ...entryPoint === undefined ? {} : { entryPoint },
  };
}

Deno.test("chooseShared() takes what most entries need, with all that it imports", () => {
  const outputs = new Map([
    ["a.js", anOutput(["base.js"], "a")],
    ["b.js", anOutput(["base.js"], "b")],
    ["c.js", anOutput(["rare.js"], "c")],
    ["d.js", anOutput([], "d")],
    ["base.js", anOutput(["deep.js"])],
    ["deep.js", anOutput([])],
    ["rare.js", anOutput(["deep.js"])],
  ]);

  const chosen = chooseShared(["a.js", "b.js", "c.js", "d.js"], outputs);

  assertEquals(chosen, ["base.js", "deep.js"]);
});

Deno.test("chooseShared() leaves alone what is asked for later, and entries", () => {
  const later = { path: "later.js", kind: "dynamic-import" };
  const outputs = new Map([
    ["a.js", { ...anOutput(["b.js"], "a"), imports: [later] }],
    ["b.js", anOutput([], "b")],
    ["later.js", anOutput([])],
  ]);

  assertEquals(chooseShared(["a.js", "b.js"], outputs), []);
});
