import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { paintLine } from "./command_paint.ts";

/** Every piece that is marked, with how. */
function marks(line: string, wrong: readonly string[] = []) {
  return paintLine(line, wrong).filter(({ ink }) => ink !== "plain")
    .map(({ ink, text }) => `${ink} ${text}`);
}

Deno.test("paintLine() tells a comment, an argument and a template from a command", () => {
  assertEquals(marks("  # ant_n_gpus=1"), ["comment   # ant_n_gpus=1"]);
  assertEquals(
    marks("ant_task_id=a-[uuid8] ant_n_gpus=2 x {rand int 1 9} # y"),
    [
      "argument ant_task_id=",
      "template [uuid8]",
      "argument ant_n_gpus=",
      "template {rand int 1 9}",
    ],
  );
});

Deno.test("paintLine() leaves alone what only looks like it", () => {
  assertEquals(marks("ls [date] my_ant_wd=3 {rand} ${x}"), []);
});

Deno.test("paintLine() marks a wrong word over what it would be else", () => {
  assertEquals(marks("ant_task_id=a-[uid] x", ["[uid]", "gone"]), [
    "argument ant_task_id=",
    "wrong [uid]",
  ]);
});

Deno.test("paintLine() loses no letter", () => {
  const word = fc.constantFrom(
    ...["ant_task_id=", "[uuid]", "{rand int 1 2}", " ", "#", "x", "é", "\\"],
  );
  fc.assert(
    fc.property(fc.array(word), fc.array(word), (words, wrong) => {
      const line = words.join("");

      const pieces = paintLine(line, wrong);

      assertEquals(pieces.map(({ text }) => text).join(""), line);
    }),
  );
});
