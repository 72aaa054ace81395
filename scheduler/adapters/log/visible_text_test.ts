import { assertEquals } from "@std/assert";
import { readTokens } from "../../view/terminal_escapes.ts";
import { visibleText } from "./visible_text.ts";

/** What the terminal of the pages shows. */
function shown(text: string): string {
  return readTokens(text).tokens.map((token) =>
    token.kind === "text"
      ? token.text
      : token.kind === "control"
      ? token.code
      : ""
  ).join("");
}

for (
  const text of [
    "plain\ntext\n",
    "\u001b[31mneed\u001b[1mle\u001b[0m\n",
    "\u001b[38;5;196mE\u001b[mrror\n",
    "\u001b]0;title\u0007after\u001b]8;;http://x\u001b\\link\u001b]8;;\u001b\\\n",
    "a\u001b(B\u001b[m b\u001b7\u001b8\u001b=\u001b>\n",
    "10%\r20%\u001b[K\n",
    "é\u001b[2Jü\n",
    "\u001b[32m\u001b[40mnpm\u001b[0m info\n\u001b[999",
  ]
) {
  Deno.test(`visibleText() shows of ${JSON.stringify(text)} what a terminal does`, () => {
    const bytes = new TextEncoder().encode(text);

    assertEquals(visibleText(bytes), shown(text));
  });
}
