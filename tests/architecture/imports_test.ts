import { assertEquals } from "@std/assert";
import { importsOf } from "./imports.ts";
import { isModule, isTest, readSourceFiles } from "./source_files.ts";
import { withoutComments } from "./without_comments.ts";

const MAP = { "fresh": "./fresh/mod.ts", "zod": "npm:zod@4" };

function read(...lines: string[]) {
  const file = { path: "web/guard/door.ts", text: lines.join("\n") };
  return importsOf(file, MAP);
}

Deno.test("importsOf() resolves relative paths and names of the map", () => {
  const imports = read(
    'import { z } from "zod";',
    'import { define } from "fresh";',
    "import {",
    "  one,",
    "  two,",
    '} from "../token.ts";',
    'export * from "./host.ts";',
    'import "./side_effect.ts";',
    'const late = await import("../../main.ts");',
  );

  assertEquals(imports.map(({ path }) => path), [
    null,
    "fresh/mod.ts",
    "web/token.ts",
    "web/guard/host.ts",
    "web/guard/side_effect.ts",
    "main.ts",
  ]);
});

Deno.test("importsOf() tells imports of types from imports of values", () => {
  const imports = read(
    'import type { A } from "./a.ts";',
    'import { type B, type C } from "./b.ts";',
    'import { type D, e } from "./c.ts";',
    'export type { F } from "./d.ts";',
  );

  assertEquals(imports.map((each) => each.typesOnly), [
    true,
    true,
    false,
    true,
  ]);
});

Deno.test("importsOf() takes neither comments nor other statements for imports", () => {
  const imports = read(
    '// import { a } from "./a.ts";',
    "export const from = {",
    '  text: "./b.ts",',
    "};",
    'export function f(): string { return "x"; }',
  );

  assertEquals(imports, []);
});

// A bundle shows a package in CommonJS as nothing but its default to an import
// that names it late; one that a module of ours names is taken apart there.
Deno.test("no package is loaded late by its own name: a bundle would lose its exports", async () => {
  const onServer = (await readSourceFiles()).filter((file) =>
    isModule(file) && !isTest(file) &&
    !/^(web\/client|islands|components|fresh)\//.test(file.path)
  );

  const found = onServer.flatMap(({ path, text }) =>
    [...withoutComments(text).matchAll(/\bimport\(\s*"(?!\.|node:)([^"]+)"/g)]
      .map(([, name]) => `${path}: ${name}`)
  );

  assertEquals(found, []);
});
