import { assertEquals } from "@std/assert";
import { commandText, inEnvironment, onOneLine } from "./command_text.ts";

async function shell(command: string): Promise<string> {
  const { stdout } = await new Deno.Command("sh", { args: ["-c", command] })
    .output();
  return new TextDecoder().decode(stdout);
}

Deno.test("commandText() keeps each word one word, and a single one shell text", async () => {
  assertEquals(commandText(["echo 1 | cat"]), "echo 1 | cat");
  const words = ["printf", "%s|", "a b", "$HOME", "it's", "*", "", "~", "a\\n"];
  assertEquals(await shell(commandText(words)), words.slice(2).join("|") + "|");
  assertEquals(
    commandText(["fit", "{sweep", "lr", "1", "2}", "--x={lr}"]),
    "fit {sweep lr 1 2} --x={lr}",
  );
});

Deno.test("onOneLine() means what the lines meant", async () => {
  const text =
    'for i in 1 2; do\n  echo "$i %s \\\\ it\'s"\ndone # end\necho 3';

  const line = onOneLine(text);

  assertEquals(line.includes("\n"), false);
  assertEquals(await shell(line), await shell(text));
  assertEquals(onOneLine("echo a\n"), "echo a");
});

Deno.test("inEnvironment() sets up Python around the whole command", () => {
  const uv = { venv: null, isUv: true };
  assertEquals(inEnvironment("python x.py", uv), "uv run -- python x.py");
  assertEquals(inEnvironment("a | b", uv), "uv run -- sh -c 'a | b'");
  assertEquals(
    inEnvironment("a | b", { venv: "/v", isUv: false }),
    ". /v/bin/activate && eval 'a | b'",
  );
});
