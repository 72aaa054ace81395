import { assert, assertEquals, assertMatch } from "@std/assert";
import { appears } from "../helpers/appears.ts";
import { untilBoard, untilEnded } from "../helpers/board.ts";
import { aGate } from "../helpers/gate.ts";
import { processesMarked } from "../helpers/processes.ts";
import { aServer, type TestServer } from "../helpers/server.ts";
import { ask, logOf, post, submit } from "./requests.ts";

const GIB = 2 ** 30;
/** More than that would be the line that was printed. */
const MOST_GROWTH_BYTES = 300 * 2 ** 20;

async function memoryOf({ pid }: TestServer): Promise<number> {
  const status = await Deno.readTextFile(`/proc/${pid}/status`);
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)![1]) * 1024;
}

Deno.test("a task that closes its descriptors, or leaves its session, ends with its own exit code", async () => {
  await using server = await aServer({ gpus: 1 });
  await using gate = await aGate();
  const left = `${server.dir}/left`;
  await submit(server, "shut", { command: "exec 0<&- 1>&- 2>&-; exit 5" });
  await submit(server, "daemon", {
    gpus: 1,
    command: `setsid sh -c 'touch ${left}; ${gate.wait}; touch ${left}2' & ` +
      "exit 6",
  });
  await submit(server, "next", { gpus: 1, command: `test -e ${left}2` });

  const [shut] = await untilEnded(server, ["shut"]);
  await appears(left);
  const held = await untilBoard(server, ({ active }) => active.length === 1);
  await gate.open();
  const [daemon, next] = await untilEnded(server, ["daemon", "next"]);

  assertEquals(shut!.end?.exitCode, 5);
  // Its GPU is not free while a process of it may use it.
  assertEquals(held.active.map(({ id }) => id), ["daemon"]);
  assertEquals([daemon!.end?.exitCode, next!.end?.exitCode], [6, 0]);
});

Deno.test("binary output stays as it is, and its log is shown", async () => {
  await using server = await aServer({ gpus: 1 });
  const command = "i=0; while [ $i -lt 256 ]; do " +
    'printf "\\\\$(printf %03o $i)"; i=$((i+1)); done';
  await submit(server, "bytes", { command });
  const [task] = await untilEnded(server, ["bytes"]);

  const kept = await Deno.readFile(task!.logFile!);
  const page = await ask(server, "/logs?task_id=bytes");
  const lines = await ask(server, "/api/v1/tasks/bytes/log/lines?count=50");

  const start = kept.indexOf(0);
  const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  assertEquals(kept.slice(start, start + 256), all);
  assertEquals([page.status, lines.status], [200, 200]);
});

Deno.test({
  name: "one line of a GiB neither fills the memory nor hides what follows",
  timeout: 600_000,
  async fn() {
    await using server = await aServer({ gpus: 1 });
    const before = await memoryOf(server);
    const command = `head -c ${GIB} /dev/zero | tr '\\0' x; echo; echo behind`;
    await submit(server, "line", { command });
    await untilEnded(server, ["line"]);

    const { text } = await ask(
      server,
      "/api/v1/tasks/line/log/lines?count=20",
    );
    const count = JSON.parse(
      (await ask(server, "/api/v1/tasks/line/log/count")).text,
    );
    const tail = await ask(server, "/api/get_log?task_id=line&tail_lines=3");
    const page = await ask(server, "/logs?task_id=line");

    assertMatch(text, /"behind"/);
    assert(count.size > GIB);
    assertEquals([tail.status, page.status], [200, 200]);
    assert(text.length + tail.text.length + page.text.length < 8 * 2 ** 20);
    const grown = await memoryOf(server) - before;
    assert(grown < MOST_GROWTH_BYTES, `grown by ${grown} bytes`);
  },
});

Deno.test("a log folder that is deleted costs no running task, and the next one makes it anew", async () => {
  await using server = await aServer({
    gpus: 1,
    config: { LOGGER_log_dir: "apart", RECOVERY_state_file: "state.json" },
  });
  await using gate = await aGate();
  const ready = `${server.dir}/ready`;
  await submit(server, "amid", {
    gpus: 1,
    command: `touch ${ready}; ${gate.wait}; echo on; exit 4`,
  });
  await submit(server, "after", { gpus: 1, command: "echo fine" });
  await appears(ready);

  await Deno.remove(`${server.dir}/apart`, { recursive: true });
  const lost = await ask(server, "/api/v1/tasks/amid/log");
  await gate.open();
  const [amid, after] = await untilEnded(server, ["amid", "after"]);

  assertEquals(lost.status, 404);
  assertMatch(lost.text, /log/);
  assertEquals([amid!.end?.exitCode, after!.end?.exitCode], [4, 0]);
  assertMatch(await logOf(server, "after"), /fine/);
});

/** A control group of processes, where one may be made: cgroups(7). */
interface ProcessGroup extends AsyncDisposable {
  /** Takes a process in, and lets it and its children make no more. */
  close(pid: number): Promise<void>;
  open(): Promise<void>;
}

async function aProcessGroup(): Promise<ProcessGroup | null> {
  for (const root of ["/sys/fs/cgroup/pids", "/sys/fs/cgroup"]) {
    const dir = `${root}/ant-test-${crypto.randomUUID()}`;
    const write = (file: string, text: string) =>
      Deno.writeTextFile(`${dir}/${file}`, text, { create: false });
    const remove = () => Deno.remove(dir).catch(() => {});
    try {
      await Deno.mkdir(dir);
      await write("pids.max", "max");
    } catch {
      await remove();
      continue;
    }
    return {
      async close(pid) {
        await write("cgroup.procs", `${pid}`);
        await write("pids.max", "1");
      },
      open: () => write("pids.max", "max"),
      [Symbol.asyncDispose]: remove,
    };
  }
  return null;
}

const probe = await aProcessGroup();
await probe?.[Symbol.asyncDispose]();

// Where nobody may make such a group, there is nothing to test with.
if (probe !== null) {
  Deno.test("where no process can be made, a task fails with the reason, and later ones run", async () => {
    await using group = (await aProcessGroup())!;
    await using server = await aServer({ gpus: 1 });
    await group.close(server.pid);
    await submit(server, "never", { command: "true" });
    const [never] = await untilEnded(server, ["never"]);
    await group.open();
    await submit(server, "later", { command: "true" });
    const [later] = await untilEnded(server, ["later"]);

    assertEquals(later!.end?.exitCode, 0);
    assertMatch(
      JSON.stringify(never!.end),
      /the system allows no more processes/,
    );
  });
}

Deno.test({
  name:
    "10,000 short tasks leave no zombie, no process and no folder of theirs",
  timeout: 600_000,
  async fn() {
    await using server = await aServer({
      gpus: 1,
      config: { RUNNER_max_cpu_tasks: 8 },
    });
    const command = "true\n".repeat(1000);
    for (let batch = 0; batch < 10; batch++) {
      const reply = await post(server, "/api/create_task", {
        "queue_mode": "multi",
        command,
      });
      assertEquals(reply.status, 200, reply.text);
    }

    await untilBoard(
      server,
      ({ counts }) => counts.queued + counts.active === 0,
    );

    // One that has just ended may take a moment to be reaped.
    while ((await zombiesOf(server)).length > 0) await Deno.lstat(server.dir);
    const left = (await processesMarked(server.dir))
      .filter((pid) => pid !== server.pid);
    assertEquals(left, []);
  },
});

async function zombiesOf({ pid }: TestServer): Promise<readonly string[]> {
  const children = await Deno.readTextFile(`/proc/${pid}/task/${pid}/children`);
  const pids = children.trim().split(" ").filter((pid) => pid !== "");
  const states = await Promise.all(pids.map(stateOf));
  return pids.filter((_, place) => states[place] === "Z");
}

async function stateOf(pid: string): Promise<string> {
  const stat = await Deno.readTextFile(`/proc/${pid}/stat`).catch(() => "");
  return /\) (\w)/.exec(stat)?.[1] ?? "";
}
