import { assertEquals } from "@std/assert";
import { TRANSITIONS } from "../../scheduler/model/task.ts";
import { readStateDiagram } from "./documents.ts";
import { ROOT } from "./source_files.ts";

Deno.test("TRANSITIONS allows exactly the moves that ARCHITECTURE.md draws", async () => {
  const text = await Deno.readTextFile(`${ROOT}ARCHITECTURE.md`);

  const drawn = readStateDiagram(text);

  assertEquals(sorted(drawn), sorted(Object.entries(TRANSITIONS)));
});

Deno.test("readStateDiagram() knows final states, and moves to itself", () => {
  const drawing = [
    "```mermaid",
    "stateDiagram-v2",
    "  [*] --> a",
    "  a --> b: because",
    "  b --> b",
    "  b --> [*]",
    "  a --> end",
    "```",
  ].join("\n");

  assertEquals(sorted(readStateDiagram(drawing)), [
    ["a", ["b", "end"]],
    ["b", ["b"]],
    ["end", []],
  ]);
});

function sorted(
  moves: Iterable<readonly [string, Iterable<string>]>,
): [string, string[]][] {
  return [...moves]
    .map(([from, to]): [string, string[]] => [from, [...to].sort()])
    .sort(([a], [b]) => a < b ? -1 : 1);
}
