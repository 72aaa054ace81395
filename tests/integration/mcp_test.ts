import { assert, assertEquals, assertMatch } from "@std/assert";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { TOOLS } from "../../mcp/tools/table.ts";
import { aServer, type TestServer } from "../helpers/server.ts";

/** The package's client leaves a timer of 2 s behind when a child has ended. */
const LEAKY = { sanitizeOps: false, sanitizeResources: false };
const ENTRY = new URL("../../cli/main.ts", import.meta.url).pathname;

/** An agent's client, and what it gets to hear. */
interface Agent extends AsyncDisposable {
  readonly client: Client;
  /** Calls a tool that must succeed. */
  // deno-lint-ignore no-explicit-any -- what it holds is what tests ask about
  call(name: string, input?: Record<string, unknown>): Promise<any>;
  /** The text behind the facts. */
  text(name: string, input: Record<string, unknown>): Promise<string>;
  /** What a tool says that must fail. */
  fail(name: string, input?: Record<string, unknown>): Promise<string>;
}

type Connect = (server: TestServer, token?: string) =>
  | StreamableHTTPClientTransport
  | StdioClientTransport;

const overHttp: Connect = ({ url, token }, other = token) =>
  new StreamableHTTPClientTransport(new URL("/mcp", url), {
    requestInit: { headers: { authorization: `Bearer ${other}` } },
  });

const overStdio: Connect = ({ apiUrl, token }, other = token) =>
  new StdioClientTransport({
    command: Deno.execPath(),
    args: ["run", "-A", "--frozen", ENTRY, "mcp", "--url", apiUrl],
    env: { ANT_TOKEN: other, PATH: Deno.env.get("PATH")! },
  });

async function anAgent(
  server: TestServer,
  connect: Connect,
  token?: string,
): Promise<Agent> {
  const client = new Client({ name: "test", version: "1" });
  // The package's own types disagree under exactOptionalPropertyTypes.
  const transport = connect(server, token) as Parameters<Client["connect"]>[0];
  await client.connect(transport);
  const ask = async (name: string, input: Record<string, unknown> = {}) => {
    const answer = await client.callTool({ name, arguments: input });
    const texts = (answer.content as { text: string }[]).map((one) => one.text);
    return { texts, isError: answer.isError === true };
  };
  const well = async (name: string, input?: Record<string, unknown>) => {
    const { texts, isError } = await ask(name, input);
    assert(!isError, `${name}: ${texts.join("\n")}`);
    return texts;
  };
  return {
    client,
    call: async (name, input) => JSON.parse((await well(name, input))[0]!),
    text: async (name, input) => (await well(name, input))[1]!,
    async fail(name, input) {
      const { texts, isError } = await ask(name, input);
      assert(isError, `${name} succeeded: ${texts.join("\n")}`);
      return texts.join("\n");
    },
    [Symbol.asyncDispose]: () => client.close(),
  };
}

for (const [way, connect] of Object.entries({ overHttp, overStdio })) {
  Deno.test(
    `an agent ${way} queues a task, waits, and finds out why it failed`,
    LEAKY,
    async () => {
      await using server = await aServer({ gpus: 2 });
      await using agent = await anAgent(server, connect);

      const { tools } = await agent.client.listTools();
      assertEquals(
        tools.map(({ name }: { name: string }) => name),
        TOOLS.map(({ name }) => name),
      );
      const wish = {
        command: `for n in 1 2 3; do echo "step $n"; done; ` +
          `echo 'RuntimeError: CUDA out of memory.'; exit 7`,
        id: "it's a run",
        gpus: 1,
        cwd: "/tmp",
      };
      const preview = await agent.call("preview_submit", wish);
      assertEquals(preview.accepted, true);
      assertEquals([preview.tasks[0].startsNow, preview.tasks[0].toGetGpus], [
        true,
        [0],
      ]);
      assertEquals((await agent.call("list")).total, 0);

      const { ids: [id] } = await agent.call("submit", wish);
      const waited = await agent.call("wait", { ids: [id], seconds: 50 });
      assertEquals([waited.done, waited.tasks[0].exitCode], [true, 7]);
      const found = await agent.call("triage", { id });
      assertEquals([found.id, found.failure, found.exitCode], [id, "oom", 7]);
      assertMatch(found.errorLines.join(), /CUDA out of memory/);
      assertMatch(await agent.text("triage", { id }), /^step 3$/m);
      const hits = await agent.text("search_logs", { id, text: "STEP 2" });
      assertMatch(hits, /^\d+: step 2$/m);
      const at = Number(/^(\d+): step 2$/m.exec(hits)![1]);
      const from = await agent.text("logs", { id, fromLine: at, lines: 2 });
      assertEquals(from, "step 2\nstep 3");
      assertEquals((await agent.call("show", { id })).envar, {
        ant_wd: "/tmp",
      });
    },
  );

  Deno.test(
    `an agent ${way} sees what waits, stops it, and runs it again`,
    LEAKY,
    async () => {
      await using server = await aServer({ gpus: 1 });
      await using agent = await anAgent(server, connect);
      const long = { command: "sleep 600", gpus: 1 };

      await agent.call("submit", { ...long, id: "now" });
      await agent.call("submit", { ...long, id: "next" });
      const behind = { command: "true", options: { after: "now" } };
      await agent.call("submit", { ...behind, id: "behind" });
      await agent.call("wait", { ids: ["now"], until: "started" });

      assertMatch((await agent.call("why", { id: "next" })).sentence, /by now/);
      const pressure = await agent.call("queue_pressure");
      assertEquals([pressure.running, pressure.queued], [1, 2]);
      assertEquals(pressure.gpus.held, [0]);
      assertEquals((await agent.call("gpus")).gpus[0].heldBy, ["now"]);
      const early = await agent.call("wait", { ids: ["now"], seconds: 0 });
      assertEquals([early.done, early.stillWaitingFor], [false, ["now"]]);
      const either = agent.call("wait", { ids: ["next", "now"], any: true });
      const would = await agent.call("preview_stop", { ids: ["now"] });
      assertEquals(would.tasks[0].wouldFailToo, ["behind"]);
      const stopped = await agent.call("stop", { ids: ["now", "nobody"] });
      assertEquals(stopped.stopping, ["now"]);
      assertEquals(stopped.failed[0].id, "nobody");
      assertEquals((await either).done, true);

      const [again] =
        (await agent.call("preview_rerun", { ids: ["now"] })).tasks;
      assertEquals([again.startsNow, again.gpusWanted], [false, 1]);
      const { queued: [copy] } = await agent.call("rerun", { ids: ["now"] });
      assertEquals(copy, { of: "now", id: "now-restart-1" });
    },
  );

  Deno.test(
    `an agent ${way} reads tasks and logs as resources, bounded`,
    LEAKY,
    async () => {
      await using server = await aServer({ gpus: 1 });
      await using agent = await anAgent(server, connect);
      const { client } = agent;
      const command =
        "seq 1 60000; printf 'x%.0s' $(seq 30000); echo; echo end";
      await agent.call("submit", { command, id: "a" });
      await agent.call("wait", { ids: ["a"], seconds: 50 });

      const { resources } = await client.listResources();
      const uris = resources.map(({ uri }: { uri: string }) => uri);
      assertEquals(uris, ["ant://task/a", "ant://task/a/log"]);
      const [task] = (await client.readResource({ uri: uris[0]! })).contents;
      assertEquals(JSON.parse((task as { text: string }).text).id, "a");
      const [log] = (await client.readResource({ uri: uris[1]! })).contents;
      const { text } = log as { text: string };
      assert(text.length <= 16_000, `${text.length} characters`);
      assertMatch(text, /^x{1000}\[… 29000 more\]\nend$/m);
      const missing = await client.readResource({ uri: "ant://task/b/log" })
        .catch((error: Error) => error.message);
      assertMatch(missing, /Cannot find task "b"/);
    },
  );

  Deno.test(
    `an agent ${way} is told what to do next when something fails`,
    LEAKY,
    async () => {
      await using server = await aServer({ gpus: 1 });
      await using agent = await anAgent(server, connect);
      await agent.call("submit", { command: "true", id: "a" });

      for (
        const [tool, input, why] of [
          ["show", { id: "b" }, /Cannot find task "b"\nNext: call `list`/],
          ["submit", { command: "true", id: "a" }, /taken.*\nNext: .*another/],
          [
            "submit",
            { command: "true", gpus: 2 },
            /needs 2 GPUs.*\nNext: mend/,
          ],
          ["submit", { comand: "true" }, /did you mean "command".*\nNext:/s],
          ["stop", { ids: ["b"] }, /Cannot find task "b"\nNext: call/],
          ["logs", { id: "b" }, /Next: call `list`/],
          [
            "search_logs",
            { id: "a" },
            /"text" or "errors", and not both\nNext/,
          ],
          [
            "search_logs",
            { id: "a", text: "(", regex: true },
            /Cannot read "text": it is no regular expression.*\nNext: mend/,
          ],
          ["rerun", { ids: ["b"] }, /Cannot find task "b"\nNext: call `list`/],
          ["wait", { ids: ["a"], seconds: 90 }, /a number from 0 to 50\nNext/],
          ["guess", {}, /no such tool\nNext: use one of submit,/],
        ] as const
      ) {
        assertMatch(await agent.fail(tool, input), why);
      }
    },
  );
}

Deno.test("/mcp lets nobody in without the token, and says what is wrong with another", async () => {
  await using server = await aServer({ gpus: 1 });
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list" });
  const headers = {
    accept: "application/json, text/event-stream",
    "content-type": "application/json",
  };
  const post = async (url: string, token: string) => {
    const authorization = `Bearer ${token}`;
    const init = {
      method: "POST",
      body,
      headers: { ...headers, authorization },
    };
    const response = await fetch(url, init);
    return { status: response.status, text: await response.text() };
  };

  const wrong = await post(`${server.url}/mcp`, "another-token");
  const stream = await server.fetch("/mcp", { headers });
  await stream.body?.cancel();

  assertEquals(wrong.status, 401);
  assertMatch(wrong.text, /the token is wrong/);
  assertEquals([stream.status, stream.headers.get("allow")], [405, "POST"]);
  for (const door of [server.url, server.apiUrl]) {
    const { status, text } = await post(`${door}/mcp`, server.token);
    assertEquals([status, JSON.parse(text).id], [200, 1]);
  }
});

Deno.test(
  "an agent over stdio is told of a wrong token, and of a server that is gone",
  LEAKY,
  async () => {
    await using server = await aServer({ gpus: 1 });
    await using agent = await anAgent(
      server,
      overStdio,
      "another-token-entirely",
    );

    assertMatch(
      await agent.fail("gpus"),
      /token is wrong.*\nNext: ask a person/,
    );
    await server.stop();
    assertMatch(await agent.fail("gpus"), /Cannot reach http.*\nNext: ask/);
  },
);
