import { assertEquals } from "@std/assert";
import { ProgramLines } from "./program_lines.ts";

Deno.test("ProgramLines joins a line from its pieces, and gives the last without its end", async () => {
  const out: string[] = [];
  const err: string[] = [];
  const script =
    "printf ab; sleep 0.05; printf 'c\\r\\n\\nlast'; echo no >&2; exit 3";

  const run = new ProgramLines("/bin/sh", ["-c", script], {
    out: (line) => out.push(line),
    err: (line) => err.push(line),
  });

  assertEquals(await run.ended, 3);
  assertEquals(out, ["abc", "", "last"]);
  assertEquals(err, ["no"]);
});

Deno.test("ProgramLines.end() ends what would go on, and may be called again", async () => {
  const sink = { out: () => {}, err: () => {} };
  const run = new ProgramLines("/bin/sleep", ["1000"], sink);

  assertEquals(await run.end(), true);
  assertEquals(await run.end(), true);
});
