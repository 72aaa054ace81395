import { assertEquals } from "@std/assert";
import { plainWords } from "./plain_words.ts";

Deno.test("plainWords() takes apart a program and its arguments", () => {
  const words = plainWords("  python -u train.py  --lr=0.1 a:b,c@d/+%e  ");

  assertEquals(words, ["python", "-u", "train.py", "--lr=0.1", "a:b,c@d/+%e"]);
  assertEquals(plainWords("./run.sh"), ["./run.sh"]);
  assertEquals(plainWords("true"), ["true"]);
});

Deno.test("plainWords() leaves to the shell what means something to it", () => {
  const forShell = [
    "",
    "a; b",
    "a & b",
    "a | b",
    "a > b",
    "a $B",
    "a `b`",
    "a 'b'",
    'a "b"',
    "a \\b",
    "a *",
    "a b?",
    "a [b]",
    "a {b,c}",
    "a ~",
    "a #b",
    "! a",
    "a\nb",
    "a\tb",
    "A=1 b",
    "(a)",
    "%1",
    "-a",
    "äh",
  ];

  assertEquals(forShell.filter((text) => plainWords(text) !== null), []);
});

Deno.test("plainWords() leaves to bash what bash does itself", async () => {
  const { stdout } = await new Deno.Command("bash", {
    args: ["-c", "compgen -b -k"],
  }).output();
  const names = new TextDecoder().decode(stdout).trim().split("\n");

  const taken = names.filter((name) => plainWords(`${name} x`) !== null);

  assertEquals(taken.sort(), ["false", "true"]);
});
