import { assertEquals, assertRejects } from "@std/assert";
import { Failure } from "../failure.ts";
import { Api } from "../server/api.ts";
import { waitFor } from "./wait_for.ts";

const EMPTY = { queued: [], active: [], ended: [] };
const WAIT = { until: "ended", timeoutMs: null } as const;

/** A server whose board shows nothing, and which tells of what it is told. */
function aServer(tasks: Readonly<Record<string, readonly string[]>>) {
  const asked: Record<string, number> = {};
  const events = [
    ["board", EMPTY],
    ["patch", { remove: ["one", "other"] }],
    ["patch", { remove: ["one", "two"] }],
  ].map(([event, data]) =>
    `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`
  );
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    (request) => {
      const name = new URL(request.url).pathname.split("/").at(-1)!;
      if (name === "events") return new Response(events.join(""));
      const states = tasks[name] ?? [];
      const state = states[asked[name] ?? 0];
      asked[name] = (asked[name] ?? 0) + 1;
      return state === undefined
        ? Response.json({ detail: `Cannot find task "${name}"` }, {
          status: 404,
        })
        : Response.json({ id: name, state });
    },
  );
  const url = `http://127.0.0.1:${server.addr.port}`;
  const api = new Api({
    ...{ url, token: null, certificate: null, origin: "a test" },
    ...{ dashboardUrl: url, isLocal: true },
  });
  return { server, api };
}

Deno.test("waitFor() hears of ends out of the board's sight, and needs each once", async () => {
  const { server, api } = aServer({
    one: ["running", "succeeded"],
    two: ["running", "failed"],
  });
  await using _server = server;
  using _api = api;

  const { tasks } = await waitFor(api, ["one", "two"], WAIT);

  const states = tasks.map(({ id, state }) => `${id} ${state}`);
  assertEquals(states, ["one succeeded", "two failed"]);
});

Deno.test("waitFor() ends where a task is removed before its end", async () => {
  const { server, api } = aServer({ one: ["queued"] });
  await using _server = server;
  using _api = api;

  const error = await assertRejects(
    () => waitFor(api, ["one"], WAIT),
    Failure,
    'Cannot find task "one"',
  );

  assertEquals(error.exit, "notFound");
});
