import { assertEquals } from "@std/assert";
import { withoutComments } from "./without_comments.ts";

Deno.test("withoutComments() blanks comments and keeps what only looks like one", () => {
  const kept = [
    'const url = "http://x"; ',
    "const glob = '/*'; const end = \"*/\";",
    "const words = `a // b ${c}`;",
    "const slash = /\\/\\/[/]*/g;",
    "const half = a / b / c;",
    String.raw`const quote = /["']/;`,
  ];

  for (const line of kept) assertEquals(withoutComments(line), line);
});

Deno.test("withoutComments() keeps the lines where they were", () => {
  const source = "/** Deno\n * fetch */\nlet a; // fetch\nlet b;";

  const lines = withoutComments(source).split("\n").map((line) => line.trim());

  assertEquals(lines, ["", "", "let a;", "let b;"]);
});
