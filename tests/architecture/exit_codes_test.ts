import { assertEquals } from "@std/assert";
import { START_FAILURES } from "../../config/start_error.ts";
import { readTable } from "./documents.ts";
import { ROOT } from "./source_files.ts";

Deno.test("docs/operations.md lists every exit code of a failed start", async () => {
  const text = await Deno.readTextFile(`${ROOT}docs/operations.md`);

  const listed = readTable(text, "## When it does not start");

  const known = Object.values(START_FAILURES)
    .sort((a, b) => a.exitCode - b.exitCode)
    .map(({ exitCode, meaning }) => [`${exitCode}`, lowered(meaning)]);
  assertEquals(listed, known);
});

function lowered(text: string): string {
  return text[0]!.toLowerCase() + text.slice(1);
}
