import { assertEquals } from "@std/assert";
import { isModule, isTest, readSourceFiles } from "./source_files.ts";
import type { SourceFile } from "./source_files.ts";
import { withoutComments } from "./without_comments.ts";

const modules = (await readSourceFiles())
  .filter((file) => isModule(file) && !isTest(file));

const PURE = /^scheduler\/(model|policy|core|view)\//;
/** What would make a decision depend on more than its arguments. */
const IMPURE =
  /\b(Deno|Date\.now|new Date\(\)|performance|Math\.random|crypto|setTimeout|setInterval|queueMicrotask|fetch)(?!\w)/g;

/** `path:line: found`, comments left out. */
function mentions(file: SourceFile, pattern: RegExp): string[] {
  return withoutComments(file.text).split("\n").flatMap((line, index) =>
    [...line.matchAll(pattern)].map(([found]) =>
      `${file.path}:${index + 1}: ${found.trim()}`
    )
  );
}

function mentionsIn(pattern: RegExp, where: (path: string) => boolean) {
  return modules.filter(({ path }) => where(path))
    .flatMap((file) => mentions(file, pattern));
}

Deno.test("model, policy, core and view depend on nothing but their arguments", () => {
  const found = mentionsIn(IMPURE, (path) => PURE.test(path));

  assertEquals(found, []);
});

Deno.test("only adapters of the engine say Deno", () => {
  const found = mentionsIn(
    /\bDeno\b/g,
    (path) => /^scheduler\/(?!adapters\/)/.test(path),
  );

  assertEquals(found, []);
});

Deno.test("the environment is read in config, and by the command line of its own", () => {
  const found = mentionsIn(
    /\bDeno\.env\b|\bprocess\.env\b/g,
    (path) => !/^(config|cli|skills)\//.test(path),
  );

  assertEquals(found, []);
});

Deno.test("no module of the server keeps state of its own", () => {
  const found = mentionsIn(
    /^(?:export )?(?:let|var) \w+/g,
    (path) => !/^(fresh|web\/client|islands)\//.test(path),
  );

  assertEquals(found, []);
});

Deno.test("mentions() sees code and overlooks comments", () => {
  const text = "/** Deno */\nconst a = Date.now(); // fetch\nprefetch();";

  const found = mentions({ path: "a.ts", text }, IMPURE);

  assertEquals(found, ["a.ts:2: Date.now"]);
});
