import { assertEquals } from "@std/assert";
import { groupsOf, type Output } from "./fuse.ts";

function anOutput(imports: readonly string[], entryPoint?: string): Output {
  return {
    exports: [],
    imports: imports.map((path) => ({ path, kind: "import-statement" })),
    ...entryPoint === undefined ? {} : { entryPoint },
  };
}

Deno.test("groupsOf() groups what is needed together, and what many need as one", () => {
  const outputs = new Map([
    ["a.js", anOutput(["base.js"], "a")],
    ["b.js", anOutput(["base.js"], "b")],
    ["c.js", anOutput(["rare.js", "odd.js"], "c")],
    ["d.js", anOutput([], "d")],
    ["base.js", anOutput(["deep.js"])],
    ["deep.js", anOutput([])],
    ["rare.js", anOutput(["deep.js"])],
    ["odd.js", anOutput([])],
  ]);

  const groups = groupsOf(["a.js", "b.js", "c.js", "d.js"], outputs);

  assertEquals([...groups], [
    ["shared.js", ["base.js", "deep.js"]],
    ["shared-1.js", ["odd.js", "rare.js"]],
  ]);
});

Deno.test("groupsOf() leaves alone what is asked for later, and entries", () => {
  const later = { path: "later.js", kind: "dynamic-import" };
  const outputs = new Map([
    ["a.js", { ...anOutput(["b.js"], "a"), imports: [later] }],
    ["b.js", anOutput([], "b")],
    ["later.js", anOutput([])],
  ]);

  assertEquals([...groupsOf(["a.js", "b.js"], outputs)], []);
});
