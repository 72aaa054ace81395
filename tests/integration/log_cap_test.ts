import { assert, assertEquals, assertMatch } from "@std/assert";
import { aServer } from "../helpers/server.ts";

const MAX_BYTES = 1_048_576;

Deno.test("a task that prints too much keeps both ends of its log, and its exit code", async () => {
  const config = { "HANDLER_max_log_bytes": MAX_BYTES };
  await using server = await aServer({ gpus: null, config });
  const command = "seq 1 3000000; echo the end; exit 3";

  const reply = await server.fetch("/api/v1/tasks", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ command, gpus: 0 }),
  });
  const { tasks: [{ id }] } = await reply.json();
  const path = `/api/v1/tasks/${id}`;
  const ended = await server.fetch(`${path}/wait?timeout=60`);
  const { state, end } = await ended.json();
  const log = await (await server.fetch(`${path}/log`)).text();

  assertEquals(state, "failed");
  assertMatch(JSON.stringify(end), /3/);
  assert(log.length < MAX_BYTES + 1024);
  assertMatch(log, /\n1\n2\n3\n/);
  assertMatch(log, /\n\.\.\. \d+ bytes left out here/);
  assertMatch(log, /\n2999999\n3000000\nthe end\n/);
});
