import { assert, assertEquals, assertMatch } from "@std/assert";
import { FILE_SCHEMA } from "../../config/schema.ts";
import { appears } from "../helpers/appears.ts";
import { taskOn, untilBoard, untilEnded } from "../helpers/board.ts";
import { readEvents } from "../helpers/event_stream.ts";
import { aGate } from "../helpers/gate.ts";
import { processesMarked } from "../helpers/processes.ts";
import { aServer } from "../helpers/server.ts";
import { dataOf, logOf, submit } from "./requests.ts";

/** Of `HANDLER_kill_grace`; nothing is waited for as long. */
const DEFAULT_GRACE_MS = FILE_SCHEMA.parse({}).HANDLER_kill_grace * 1000;

Deno.test("SIGTERM ends running tasks with TERM, closes streams, and they are offered as Interrupted", async () => {
  await using server = await aServer();
  const { dir } = server;
  const command =
    `trap 'touch ${dir}/asked; exit 3' TERM; touch ${dir}/up; while :; do sleep 0.05; done`;
  await submit(server, "polite", { command, gpus: 2 });
  await submit(server, "waits", { command: "true", gpus: 3 });
  await appears(`${dir}/up`);
  const stream = readEvents(await server.fetch("/api/v1/events"));
  assertEquals((await stream.next()).value?.event, "board");

  const code = await server.stop();

  assertEquals(code, 0, server.printed());
  await appears(`${dir}/asked`);
  for await (const _ of stream); // Ends, and does not break off.
  assertEquals(await processesMarked(dir), []);
  await using again = await server.again();
  const state = await dataOf(again, "/api/recovery_state");
  assertEquals(state.pending, true);
  assertEquals(
    state.ongoing.map((each: Record<string, unknown>) => [
      each["task_id"],
      each.status,
    ]),
    [["polite", "Interrupted"]],
  );
  assertEquals(state.queued[0]["task_id"], "waits");
});

Deno.test("SIGTERM kills what ignores TERM after HANDLER_kill_grace, and further signals change nothing", async () => {
  await using server = await aServer({ config: { HANDLER_kill_grace: 0.5 } });
  const { dir } = server;
  const command = `trap '' TERM; touch ${dir}/up; while :; do sleep 0.05; done`;
  await submit(server, "deaf", { command });
  await appears(`${dir}/up`);
  const startedMs = performance.now();

  const stopped = server.stop();
  Deno.kill(server.pid, "SIGINT");
  Deno.kill(server.pid, "SIGTERM");

  assertEquals(await stopped, 0, server.printed());
  const tookMs = performance.now() - startedMs;
  const isAsSet = tookMs >= 500 && tookMs < DEFAULT_GRACE_MS;
  assert(isAsSet, `it took ${tookMs} ms`);
  assertEquals(await processesMarked(dir), []);
});

Deno.test("SIGTERM cuts off a request that never ends, and still ends tasks and saves", async () => {
  await using server = await aServer();
  const { dir } = server;
  const command = `touch ${dir}/up; while :; do sleep 0.05; done`;
  await submit(server, "long", { command });
  await appears(`${dir}/up`);
  const port = Number(new URL(server.url).port);
  using half = await Deno.connect({ hostname: "127.0.0.1", port });
  const head = `POST /api/create_task HTTP/1.1\r\nHost: 127.0.0.1\r\n` +
    `Authorization: Bearer ${server.token}\r\nContent-Length: 99\r\n\r\n{`;
  await half.write(new TextEncoder().encode(head));

  const code = await server.stop();

  assertEquals(code, 0, server.printed());
  assertEquals(await processesMarked(dir), []);
  await using again = await server.again();
  const state = await dataOf(again, "/api/recovery_state");
  assertEquals(state.ongoing[0]["task_id"], "long");
});

Deno.test("Ctrl+C ends the server like SIGTERM, and it leaves neither journal nor process behind", async () => {
  await using server = await aServer();
  await submit(server, "done", { command: "echo out" });
  await untilEnded(server, ["done"]);

  const stream = readEvents(await server.fetch("/api/v1/events"));
  await stream.next();

  Deno.kill(server.pid, "SIGINT");
  for await (const _ of stream); // Two signals at once have no order.

  assertEquals(await server.stop(), 0);
  assertMatch(server.printed(), /Ends on SIGINT/);
  const names = await Array.fromAsync(
    Deno.readDir(`${server.dir}/logs`),
    ({ name }) => name,
  );
  assertEquals(names.filter((name) => name.includes("journal")), []);
  assertEquals(await processesMarked(server.dir), []);
});

Deno.test("HANDLER_on_shutdown detach lets tasks go on; the next start adopts them, same attempt, same log, real exit code", async () => {
  await using server = await aServer({
    config: { HANDLER_on_shutdown: "detach" },
  });
  await using gate = await aGate();
  const { dir } = server;
  const command =
    `echo before; touch ${dir}/up; ${gate.wait}; echo after $ANT_ATTEMPT; exit 42`;
  await submit(server, "long", { command, gpus: 1 });
  await appears(`${dir}/up`);

  assertEquals(await server.stop(), 0, server.printed());
  await using again = await server.again();
  const board = await untilBoard(again, () => true);
  const adopted = taskOn(board, "long");
  await gate.open();
  const [task] = await untilEnded(again, ["long"]);

  assertEquals(adopted?.state, "running");
  assertEquals(adopted?.gpus, [0]);
  assertEquals(task?.attempt, 1);
  assertEquals(task?.logFile, adopted?.logFile);
  assertEquals(task?.end?.exitCode, 42);
  const log = await logOf(again, "long");
  assertMatch(log, /\nbefore\nafter 1\n[^]*FAILED[^]*Exit Code *: 42/);
});

Deno.test("a task that ends while no server runs has its real exit code afterwards", async () => {
  await using server = await aServer({
    config: { HANDLER_on_shutdown: "detach" },
  });
  await using gate = await aGate();
  const { dir } = server;
  for (const [id, code] of [["bad", 7], ["good", 0]] as const) {
    await submit(server, id, {
      command:
        `touch ${dir}/up-${id}; ${gate.wait}; touch ${dir}/over-${id}; exit ${code}`,
    });
    await appears(`${dir}/up-${id}`);
  }

  await server.stop();
  await gate.open();
  await Promise.all(["bad", "good"].map((id) => appears(`${dir}/over-${id}`)));
  await using again = await server.again();
  const [bad, good] = await untilEnded(again, ["bad", "good"]);

  assertEquals(bad?.end?.exitCode, 7);
  assertEquals(good?.end?.exitCode, 0);
  assertEquals(good?.attempt, 1);
});
