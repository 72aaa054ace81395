import { assert, assertEquals } from "@std/assert";
import { CommandBuilder, lineAt } from "./command_text.ts";
import { Invalid } from "./issues.ts";
import { expandSweeps, fillIn } from "./sweep.ts";

function expand(...lines: string[]) {
  const builder = new CommandBuilder();
  lines.forEach((line, index) => builder.add(line, index + 1));
  return expandSweeps(builder.close()!);
}

function texts(...lines: string[]): readonly string[] {
  const found = expand(...lines);
  assert(!(found instanceof Invalid), "reason" in found ? found.reason : "");
  return found.map(({ text }) => text.text);
}

function reason(line: string): string {
  const found = expand(line);
  assert(found instanceof Invalid);
  return found.reason;
}

Deno.test("expandSweeps() makes a command of each combination, the last going fastest", () => {
  assertEquals(texts("t --lr {sweep lr 0.1 0.01} --seed {range seed 0 2}"), [
    "t --lr 0.1 --seed 0",
    "t --lr 0.1 --seed 1",
    "t --lr 0.1 --seed 2",
    "t --lr 0.01 --seed 0",
    "t --lr 0.01 --seed 1",
    "t --lr 0.01 --seed 2",
  ]);
});

Deno.test("expandSweeps() puts the same value where its name stands", () => {
  assertEquals(texts("{sweep lr 1 2} --out runs/{lr} {other} ${x}"), [
    "1 --out runs/1 {other} ${x}",
    "2 --out runs/2 {other} ${x}",
  ]);
});

Deno.test("expandSweeps() takes values in quotes, and steps down and up", () => {
  assertEquals(texts('{sweep opt "adam w" sgd}'), ["adam w", "sgd"]);
  assertEquals(texts("{range n 10 0 -5}"), ["10", "5", "0"]);
  assertEquals(texts("{range n 3 3}"), ["3"]);
});

Deno.test("expandSweeps() leaves a command without sweeps as it is", () => {
  assertEquals(texts("echo {rand int 1 9} {a,b} ${HOME}"), [
    "echo {rand int 1 9} {a,b} ${HOME}",
  ]);
});

Deno.test("expandSweeps() still knows the line that a character came from", () => {
  const found = expand("a {sweep x 1 22222}", "b");
  assert(!(found instanceof Invalid));

  for (const { text } of found) {
    assertEquals(lineAt(text, text.text.indexOf("a")), 1);
    assertEquals(lineAt(text, text.text.indexOf("b")), 2);
  }
});

Deno.test("expandSweeps() tells what is wrong with a sweep", () => {
  assertEquals(reason("{range n 0 x}").includes("is no range"), true);
  assertEquals(reason("{range n 5 0}").includes("is no range"), true);
  assertEquals(reason("{sweep a 1} {sweep a 2}").includes("twice"), true);
  assertEquals(reason("{range n 0 99999}").includes("10000"), true);
  assertEquals(
    reason("{range a 1 200}{range b 1 200}").includes("40000 tasks"),
    true,
  );
});

Deno.test("fillIn() fills what it knows", () => {
  assertEquals(
    fillIn("run-{lr}-[uuid8]-{x}", [["lr", "0.1"]]),
    "run-0.1-[uuid8]-{x}",
  );
});
