import { assert, assertEquals } from "@std/assert";
import { appears } from "../../tests/helpers/appears.ts";
import { aTask } from "../../tests/helpers/builders.ts";
import { aGate } from "../../tests/helpers/gate.ts";
import type { ProcessIdentity, Task } from "../model/task.ts";
import { decodeIdentity } from "./process_identity.ts";
import { ProcessLauncher } from "./process_launcher.ts";
import { readBootId } from "./process_stat.ts";
import { keyOf, RunFiles } from "./run_files.ts";

/** A folder of runs, and a launcher in it as a restarted server has one. */
async function aRestart() {
  const dir = await Deno.makeTempDir({ prefix: "ant-adopt-" });
  const options = {
    runsDir: `${dir}/runs`,
    place: { home: dir, shell: "/bin/sh" },
    environment: { PATH: Deno.env.get("PATH")! },
    handlerName: "subprocess_handler",
  };
  const launcher = new ProcessLauncher(options);
  const files = new RunFiles(options.runsDir);
  await files.prepare();
  return {
    dir,
    launcher,
    files,
    task: (command: string): Task => {
      const state = { name: "starting", gpus: [] } as const;
      return aTask("a", state, { command }, { logFile: `${dir}/a.log` });
    },
    /** Launches from another process, which is then killed. */
    async launchAndDie(task: Task): Promise<ProcessIdentity> {
      const module = import.meta.resolve("./process_launcher.ts");
      const script = `import { ProcessLauncher } from "${module}";
        const [options, task] = Deno.args.map((arg) => JSON.parse(arg));
        const { identity } = await new ProcessLauncher(options).launch(task);
        console.log(identity);
        setInterval(() => {}, 1000);`;
      await Deno.writeTextFile(`${dir}/server.ts`, script);
      const args = [JSON.stringify(options), JSON.stringify(task)];
      const server = new Deno.Command(Deno.execPath(), {
        args: ["run", "-A", "--no-config", `${dir}/server.ts`, ...args],
        stdout: "piped",
      }).spawn();
      const reader = server.stdout.getReader();
      const { value } = await reader.read();
      await appears(files.recordPath(keyOf(task))); // Before that, it has not begun.
      server.kill("SIGKILL");
      await server.status;
      await reader.cancel();
      return new TextDecoder().decode(value).trim();
    },
    async [Symbol.asyncDispose]() {
      launcher.close();
      await Deno.remove(dir, { recursive: true });
    },
  };
}

Deno.test("a task outlives SIGKILL of its server, is adopted, and ends as it would have", async () => {
  await using it = await aRestart();
  await using gate = await aGate();
  const task = it.task(`echo one; ${gate.wait}; echo two; exit 3`);
  const identity = await it.launchAndDie(task);

  const found = await it.launcher.inspect(task);
  const known = { name: "running", gpus: [], identity } as const;
  const alsoFound = await it.launcher.inspect({ ...task, state: known });
  const { exit } = it.launcher.adopt(task, identity);
  await gate.open();

  assertEquals(found, { kind: "alive", identity });
  assertEquals(alsoFound, { kind: "alive", identity });
  assertEquals(await exit, { kind: "code", code: 3 });
  const log = await Deno.readTextFile(`${it.dir}/a.log`);
  assert(log.endsWith("\n\none\ntwo\n"), log);
});

Deno.test("an adopted task can be terminated", async () => {
  await using it = await aRestart();
  const task = it.task("sleep 1000");
  const identity = await it.launchAndDie(task);

  const { exit } = it.launcher.adopt(task, identity);
  await it.launcher.signal(task, identity, "SIGKILL");

  assertEquals(await exit, { kind: "unknown" });
});

Deno.test("inspect() finds the real exit of a task that ended meanwhile", async () => {
  await using it = await aRestart();
  await using gate = await aGate();
  const task = it.task(`${gate.wait}; exit 3`);
  const identity = await it.launchAndDie(task);
  const beforeMs = Date.now();
  await gate.open();
  await it.launcher.adopt(task, identity).exit;

  const running = { name: "running", gpus: [], identity } as const;
  for (const state of [task.state, running]) {
    const remains = await it.launcher.inspect({ ...task, state });

    assert(remains.kind === "ended");
    assertEquals(remains.exit, { kind: "code", code: 3 });
    assert(Math.abs(remains.atMs - beforeMs) < 60_000);
  }
});

Deno.test("inspect() tells that a task has vanished when its wrapper was killed too", async () => {
  await using it = await aRestart();
  const task = it.task("sleep 1000");
  const identity = await it.launchAndDie(task);
  Deno.kill(-decodeIdentity(identity)!.pid, "SIGKILL");
  await it.launcher.adopt(task, identity).exit;

  assertEquals(await it.launcher.inspect(task), { kind: "vanished" });
});

Deno.test("inspect() finds what a killed wrapper left running", async () => {
  await using it = await aRestart();
  const task = it.task(`setsid sleep 1000 & kill -KILL $PPID; sleep 1000`);
  const identity = await it.launchAndDie(task);

  const remains = await it.launcher.inspect(task);
  assert(remains.kind === "alive");
  const { exit } = it.launcher.adopt(task, remains.identity);
  await it.launcher.signal(task, remains.identity, "SIGKILL");

  await exit;
  const state = { name: "running", gpus: [], identity } as const;
  const after = await it.launcher.inspect({ ...task, state });
  assertEquals(after, { kind: "vanished" });
});

Deno.test("inspect() that finds no claim takes it, and a launch on its way runs nothing", async () => {
  await using it = await aRestart();
  const task = it.task(`echo ran >"${it.dir}/ran"`);

  const first = await it.launcher.inspect(task);
  const { exit } = await it.launcher.launch(task);

  assertEquals(first, { kind: "neverLaunched" });
  assertEquals(await exit, { kind: "unknown" });
  assertEquals(await it.launcher.inspect(task), { kind: "neverLaunched" });
  const names = (await Array.fromAsync(Deno.readDir(it.dir)))
    .map(({ name }) => name);
  assertEquals(names.includes("ran"), false);
  const log = await Deno.readTextFile(`${it.dir}/a.log`);
  assert(log.endsWith("+\n\n\n"), log);
});

Deno.test("inspect() lets a later attempt of the same task run", async () => {
  await using it = await aRestart();
  const task = it.task("exit 3");
  await it.launcher.inspect(task);

  const { exit } = await it.launcher.launch({ ...task, attempt: 2 });

  assertEquals(await exit, { kind: "code", code: 3 });
});

Deno.test("inspect() does not run again what a power cut may have interrupted", async () => {
  await using it = await aRestart();
  const task = it.task("true");

  await Deno.writeTextFile(it.files.recordPath(keyOf(task)), "");
  assertEquals(await it.launcher.inspect(task), { kind: "vanished" });

  await Deno.remove(it.files.recordPath(keyOf(task)));
  await Deno.writeTextFile(`${it.dir}/runs/boot`, "another boot\n");
  assertEquals(await it.launcher.inspect(task), { kind: "vanished" });
});

Deno.test("inspect() believes a record only when it is whole", async () => {
  await using it = await aRestart();
  const task = it.task("true");
  const identity = `1:1:another-boot`;
  const state = { name: "running", gpus: [], identity } as const;
  const inspect = async () =>
    (await it.launcher.inspect({ ...task, state })).kind;

  await Deno.writeTextFile(it.files.recordPath(keyOf(task)), "9\nexit 1");
  assertEquals(await inspect(), "vanished");

  await Deno.writeTextFile(it.files.recordPath(keyOf(task)), "9\nexit 17\n");
  assertEquals(await inspect(), "ended");
});

Deno.test("a process of an earlier boot is never signalled, whatever has its pid now", async () => {
  await using it = await aRestart();
  const task = it.task("sleep 1000");
  const { exit, identity } = await it.launcher.launch(task);
  await appears(it.files.recordPath(keyOf(task)));
  const other = new ProcessLauncher({
    runsDir: `${it.dir}/other`,
    place: { home: "/", shell: "/bin/sh" },
    environment: {},
    handlerName: "subprocess_handler",
  });

  const old = identity.replace(readBootId(), "another-boot");
  await other.signal(task, old, "SIGKILL");

  assertEquals(await it.launcher.inspect(task), { kind: "alive", identity });
  await it.launcher.signal(task, identity, "SIGKILL");
  await exit;
});

Deno.test("exit does not wait for a zombie that nobody reaps", async () => {
  await using it = await aRestart();
  const pidFile = `${it.dir}/pid`;
  // Its zombie stays in the task's group while it leaves, without a mark.
  const careless = `true & exec env -i PATH="$PATH" setsid \
    sh -c 'echo $$ >"$0"; exec sleep 1000' '${pidFile}'`;
  const task = it.task(
    `(${careless}) & until test -s '${pidFile}'; do :; done`,
  );

  const { exit } = await it.launcher.launch(task);

  assertEquals(await exit, { kind: "code", code: 0 });
  Deno.kill(Number(await Deno.readTextFile(pidFile)), "SIGKILL");
});
