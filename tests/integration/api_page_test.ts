import { assertEquals, assertMatch } from "@std/assert";
import { untilEnded } from "../helpers/board.ts";
import { aServer, type TestServer } from "../helpers/server.ts";

const PAGE = new URL("../../docs/api.md", import.meta.url);

/** What a shell would hand to curl, one list for each call. */
async function curlCalls(script: string): Promise<string[][]> {
  const curl = `curl() { printf '%s\\0' "$@"; printf '\\n\\0'; }`;
  const { stdout } = await new Deno.Command("sh", {
    args: ["-c", `${curl}\nANT=http://ant\n${script}`],
  }).output();
  const calls = new TextDecoder().decode(stdout).split("\n\0");
  return calls.map((call) => call.split("\0").slice(0, -1))
    .filter((words) => words.length > 0);
}

/** Makes the request that curl would make; the page uses no other options. */
function requestOf(words: readonly string[]): [string, RequestInit] {
  const headers = new Headers();
  const init: RequestInit = { headers };
  let url = "";
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    if (word === "-X") init.method = words[++at]!;
    else if (word === "-d") init.body = words[++at]!;
    else if (word === "-m" || word === "-o") at++;
    else if (word === "-H") {
      const [, name, value] = /^([\w-]+): (.*)$/.exec(words[++at]!)!;
      headers.set(name!, value!);
    } else if (word.startsWith("http://ant")) url = word.slice(10);
    else assertMatch(word, /^-sN?$/);
  }
  if (init.body !== undefined) init.method ??= "POST";
  return [url, init];
}

async function statusOf(server: TestServer, words: readonly string[]) {
  const [path, init] = requestOf(words);
  const response = await server.fetch(`${server.apiUrl}${path}`, init);
  if (path === "/api/v1/events") await response.body!.cancel();
  else await response.text();
  return `${response.status} ${words.join(" ")}`;
}

Deno.test({
  name: "docs/api.md shows requests that succeed, in the order of the page",
  timeout: 600_000,
  async fn() {
    await using server = await aServer({ gpus: 1 });
    const page = await Deno.readTextFile(PAGE);
    const [, ...scripts] = [...page.matchAll(/```sh\n(.*?)```/gs)]
      .map(([, script]) => script!);
    const statuses: string[] = [];

    for (const [place, script] of scripts.entries()) {
      for (const words of await curlCalls(script)) {
        statuses.push(await statusOf(server, words));
      }
      if (place === 1) await untilEnded(server, ["hello", "one"]);
    }

    assertEquals(statuses.filter((line) => !/^20[0146] /.test(line)), []);
    assertEquals(statuses.length, [...page.matchAll(/^curl /gm)].length);
  },
});
