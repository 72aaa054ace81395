import { assertEquals } from "@std/assert";
import { groupsOf, type Output } from "./fuse.ts";

function anOutput(
  imports: readonly string[],
  { entryPoint, bytes = 1_000 }: { entryPoint?: string; bytes?: number } = {},
): Output {
  return {
    exports: [],
    bytes,
    imports: imports.map((path) => ({ path, kind: "import-statement" })),
    ...entryPoint === undefined ? {} : { entryPoint },
  };
}

const PAGES = [["a.js"], ["b.js"], ["c.js", "d.js"], ["d.js"]];

Deno.test("groupsOf() groups what is needed together, and what many need as one", () => {
  const outputs = new Map([
    ["a.js", anOutput(["base.js"], { entryPoint: "a" })],
    ["b.js", anOutput(["base.js"], { entryPoint: "b" })],
    ["c.js", anOutput(["rare.js", "odd.js"], { entryPoint: "c" })],
    ["d.js", anOutput([], { entryPoint: "d" })],
    ["base.js", anOutput(["deep.js"])],
    ["deep.js", anOutput([])],
    ["rare.js", anOutput(["deep.js", "base.js"])],
    ["odd.js", anOutput([])],
  ]);

  const groups = groupsOf(PAGES, outputs);

  assertEquals([...groups], [
    ["shared.js", ["base.js", "deep.js"]],
    ["shared-1.js", ["c.js", "odd.js", "rare.js"]],
  ]);
});

Deno.test("groupsOf() gives every page what is small, where nothing larger comes with it", () => {
  const outputs = new Map([
    ["a.js", anOutput(["small.js", "base.js"])],
    ["b.js", anOutput(["small.js", "bound.js", "base.js"])],
    ["c.js", anOutput(["bound.js", "base.js"])],
    ["d.js", anOutput(["base.js"])],
    ["base.js", anOutput([])],
    ["small.js", anOutput(["base.js"], { bytes: 300 })],
    ["bound.js", anOutput(["large.js"], { bytes: 300 })],
    ["large.js", anOutput([])],
  ]);

  const groups = groupsOf(PAGES, outputs);

  assertEquals(groups.get("shared.js"), ["base.js", "small.js"]);
});

Deno.test("groupsOf() leaves alone what is asked for later", () => {
  const later = { path: "later.js", kind: "dynamic-import" };
  const outputs = new Map([
    ["a.js", { ...anOutput(["b.js"]), imports: [later] }],
    ["b.js", anOutput([])],
    ["later.js", anOutput(["own.js"])],
    ["own.js", anOutput([])],
  ]);

  const groups = groupsOf([["a.js"], ["b.js"], ["later.js"]], outputs);

  assertEquals([...groups], []);
});

Deno.test("groupsOf() keeps apart what is asked for on another page", () => {
  const later = { path: "later.js", kind: "dynamic-import" };
  const outputs = new Map([
    ["a.js", { ...anOutput([]), imports: [later] }],
    ["b.js", anOutput(["part.js", "whole.js"])],
    ["whole.js", anOutput([])],
    ["part.js", anOutput([])],
    ["later.js", anOutput(["part.js"])],
  ]);

  const groups = groupsOf([["a.js"], ["b.js"]], outputs);

  assertEquals([...groups.values()], [["b.js", "whole.js"]]);
});
