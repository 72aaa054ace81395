import { assert, assertEquals, assertMatch } from "@std/assert";
import { untilBoard, untilEnded } from "../helpers/board.ts";
import { aServer, type TestServer } from "../helpers/server.ts";
import { ask, post, submit } from "./requests.ts";

/** More than there are threads for all system calls of a server. */
const TASKS = 40;

/** Where this life of the server writes its logs. */
async function logDirOf({ dir }: TestServer): Promise<string> {
  for await (const { name, isDirectory } of Deno.readDir(`${dir}/logs`)) {
    if (isDirectory && /^\d\d_/.test(name)) return `${dir}/logs/${name}`;
  }
  throw new Error("There is no folder for logs");
}

async function makePipe(path: string): Promise<void> {
  const { success } = await new Deno.Command("mkfifo", { args: [path] })
    .output();
  assert(success);
}

Deno.test("logs that cannot be opened hold up no other request, the reason is told, and all go on once they can", async () => {
  await using server = await aServer({
    gpus: 1,
    config: { RUNNER_max_cpu_tasks: TASKS },
  });
  const logDir = await logDirOf(server);
  const ids = Array.from({ length: TASKS }, (_, at) => `t${at}`);
  // Whoever opens a pipe waits for a reader: as for a file server that is gone.
  for (const id of ids) await makePipe(`${logDir}/${id}.log`);

  const tasks = ids.map((id) => ({ id, command: "true" }));
  assertEquals((await post(server, "/api/v1/tasks", tasks)).status, 201);
  const isTold = ({ log }: { readonly log: string }) =>
    log.includes("where its log is, does not answer");
  let why = { log: "" };
  while (!isTold(why)) {
    why = { log: (await ask(server, `/api/v1/tasks/${ids[0]}/why`)).text };
  }
  await submit(server, "more", { command: "true" });
  // Nobody writes to these yet, who would answer a reader.
  const logs = await Promise.all(
    ids.slice(-20).map((id) => ask(server, `/api/v1/tasks/${id}/log`)),
  );
  const health = await ask(server, "/healthz");
  const stopped = await post(server, "/api/v1/tasks/t39/terminate", {});
  await untilEnded(server, ["t39"]);

  const readers = ids.map((id) =>
    Deno.open(`${logDir}/${id}.log`, { read: true, write: true })
  );
  await untilBoard(
    server,
    ({ counts }) => counts.queued + counts.active === 0,
  );
  for (const reader of readers) (await reader).close();

  const [first, more] = await untilEnded(server, ["t0", "more"]);
  assertEquals([health.status, first!.end?.exitCode], [200, 0]);
  assertEquals(more!.end?.exitCode, 0);
  assertMatch(stopped.text, /t39/);
  assertMatch(logs.at(-1)!.text, /its folder does not answer/);
});
