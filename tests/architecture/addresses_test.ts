import { assertEquals } from "@std/assert";
import { ROUTE_RIGHTS } from "../../web/people/route_rights.ts";
import { isTest, readSourceFiles, type SourceFile } from "./source_files.ts";
import { withoutComments } from "./without_comments.ts";

const files = (await readSourceFiles()).filter((file) => !isTest(file));

/** What browsers run, and what draws pages for them. */
const DRAWN =
  /^((web\/client|islands|components|scheduler\/view)\/.*\.tsx?|static\/.*\.(css|js))$/;
/** How addresses of the app begin: `home`, `api`, `favicon.svg`. */
const FIRST = [
  ...Object.keys(ROUTE_RIGHTS).map((route) => route.split(/[ /]+/)[1]!),
  ...["favicon", "fonts", "_fresh"],
].filter((name) => name !== "").map((name) => RegExp.escape(name)).join("|");
/** A path of the location that a script looks at is a whole one. */
const ROOTED = new RegExp(
  `(?<!endsWith\\()["'\`(]/(${FIRST})(?![\\w-])`,
);
const IN_JSX = /\b(href|action|src|at)(=\{?|: )["`]\//;

/** Lines with an address that begins at the host's root. */
function rooted({ path, text }: SourceFile, pattern: RegExp): string[] {
  return withoutComments(text).split("\n").flatMap((line, index) =>
    pattern.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : []
  );
}

Deno.test("what pages are drawn with says no address from the host's root: it may not be ours", () => {
  const drawn = files.filter(({ path }) => DRAWN.test(path));
  const routes = files.filter(({ path }) => /^routes\/.*\.tsx$/.test(path));

  const found = [
    ...drawn.flatMap((file) => rooted(file, ROOTED)),
    ...routes.flatMap((file) => rooted(file, IN_JSX)),
  ];

  assertEquals(found, []);
});

Deno.test("all pages are in one folder, so that a relative address leads from each to each", () => {
  const pages = files.map(({ path }) => path).filter((path) =>
    /^routes\/.*\.tsx$/.test(path)
  );

  assertEquals(pages.filter((path) => path.split("/").length > 2), []);
});

Deno.test("rooted() sees addresses in strings, templates and sheets, and no others", () => {
  const seen = (text: string) => rooted({ path: "a", text }, ROOTED).length > 0;

  assertEquals(
    ['ask("/api/v1/gpus")', "`/logs?a=${b}`", "url(/fonts/a)", '"/queue"'].map(
      seen,
    ),
    [true, true, true, true],
  );
  assertEquals(
    ['"queue"', 'a.endsWith("/logs")', 'post("/restart")', "/home/"].map(seen),
    [false, false, false, false],
  );
});
