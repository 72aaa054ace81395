import { assertEquals, assertMatch } from "@std/assert";
import { aRunningView } from "../../tests/helpers/views.ts";
import { curlLine, wishOf } from "./curl_line.ts";

Deno.test("curlLine() says the same to a shell as was typed", async () => {
  const body = { command: `echo 'it''s' "$HOME" \\ \n!`, tags: ["ä"] };
  const line = curlLine("http://host:1/ant/home", body);

  const script = `curl() { printf '%s\\n' "$6"; }\n${
    line.replace("$ANT_TOKEN", "x")
  }`;
  const { stdout } = await new Deno.Command("bash", {
    args: ["-c", script],
  }).output();

  assertEquals(JSON.parse(new TextDecoder().decode(stdout)), body);
});

Deno.test("curlLine() trusts the server's own certificate, and names no token", () => {
  const line = curlLine("https://host:1/home", {});

  assertMatch(line, /^curl -sk https:\/\/host:1\/api\/v1\/tasks /);
  assertMatch(line, /Bearer \$ANT_TOKEN"/);
});

Deno.test("wishOf() asks for a task in the API's words, and leaves out what is not there", () => {
  const task = aRunningView("t", 0, 1);

  assertEquals(wishOf(task), { id: "t", command: "true", gpus: 2 });
  assertEquals(
    wishOf({ ...task, envar: { API_KEY: "********" }, tags: ["a"] }),
    {
      ...{ id: "t", command: "true", gpus: 2 },
      ...{ env: { API_KEY: "********" }, tags: ["a"] },
    },
  );
});
