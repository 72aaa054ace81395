import { assert, assertEquals, assertRejects } from "@std/assert";
import { assertStringIncludes } from "@std/assert";
import { aGate } from "../../tests/helpers/gate.ts";
import { aTask } from "../../tests/helpers/builders.ts";
import { appears } from "../../tests/helpers/appears.ts";
import type { Exit, Task, TaskSpec } from "../model/task.ts";
import { ProcessLauncher } from "./process_launcher.ts";
import { isAlive, readStat } from "./process_stat.ts";

/** A launcher in a folder of its own, and tasks that are about to start. */
async function aLauncher() {
  const dir = await Deno.makeTempDir({ prefix: "ant-launch-" });
  const launcher = new ProcessLauncher({
    runsDir: `${dir}/runs`,
    place: { home: dir, shell: "/bin/bash" },
    environment: { PATH: Deno.env.get("PATH")!, INHERITED: "yes" },
    handlerName: "subprocess_handler",
  });
  const task = (command: string, spec: Partial<TaskSpec> = {}): Task => {
    const gpus = [3, 1].slice(0, spec.nGpus ?? 0)
      .map((gpu) => ({ gpu, memoryMiB: null }));
    const logFile = `${dir}/logs/1/task "a".log`;
    const state = { name: "starting", gpus } as const;
    return aTask("task 'a' $(x)", state, { command, ...spec }, { logFile });
  };
  return {
    dir,
    launcher,
    task,
    /** Runs a command to its end. */
    async run(command: string, spec: Partial<TaskSpec> = {}): Promise<Exit> {
      return await (await launcher.launch(task(command, spec))).exit;
    },
    /** What the command printed, without the header. */
    async output(): Promise<string> {
      const log = await Deno.readTextFile(`${dir}/logs/1/task "a".log`);
      return log.slice(log.lastIndexOf("+\n\n\n") + 4);
    },
    async [Symbol.asyncDispose]() {
      launcher.close();
      await Deno.remove(dir, { recursive: true });
    },
  };
}

for (
  const [command, exit] of [
    ["true", { kind: "code", code: 0 }],
    ["exit 3", { kind: "code", code: 3 }],
    ["exit 97", { kind: "code", code: 97 }],
    ["exit 98", { kind: "code", code: 98 }],
    ["exit 2", { kind: "code", code: 2 }],
    ["exit 255", { kind: "code", code: 255 }],
    ["kill -KILL $$", { kind: "signal", signal: "SIGKILL" }],
    ["kill -TERM $$", { kind: "signal", signal: "SIGTERM" }],
    ["kill -KILL $PPID", { kind: "signal", signal: "SIGKILL" }],
    ["kill -TERM $PPID; exit 4", { kind: "code", code: 4 }],
    ["no-such-command-here", { kind: "code", code: 127 }],
  ] as const
) {
  Deno.test(`launch() reports how "${command}" ended`, async () => {
    await using it = await aLauncher();

    assertEquals(await it.run(command), exit);
  });
}

Deno.test("launch() begins the log with a header in which secrets are masked", async () => {
  await using it = await aLauncher();
  const envar = { MY_TOKEN: "hush", PLAIN: "seen" };

  await it.run("echo out; echo err >&2", { envar, nGpus: 2 });

  const log = await Deno.readTextFile(`${it.dir}/logs/1/task "a".log`);
  assert(
    log.startsWith(`\n+${"=".repeat(34)}+\n${" ".repeat(13)}ANT RUNNER\n`),
  );
  assertStringIncludes(log, "\nID           : task 'a' $(x)\n");
  assertStringIncludes(log, "\nCommands     : echo out; echo err >&2\n");
  assertStringIncludes(log, "'PLAIN': 'seen'}\nAssigned GPU : 3,1\n");
  assertEquals(log.includes("hush"), false);
  assertEquals(await it.output(), "out\nerr\n");
});

Deno.test("launch() gives a task its GPUs and its names, whatever it says itself", async () => {
  await using it = await aLauncher();
  const envar = { CUDA_VISIBLE_DEVICES: "0", ANT_TASK_ID: "other" };

  await it.run(
    'echo "$CUDA_VISIBLE_DEVICES|$CUDA_DEVICE_ORDER|$ANT_TASK_ID|$ANT_ATTEMPT|' +
      '$ANT_GPU_IDS|$ANT_ASSIGNED_GPU_COUNT|$ANT_LOG_FILE|$INHERITED"',
    { envar, nGpus: 2 },
  );

  assertEquals(
    await it.output(),
    `3,1|PCI_BUS_ID|task 'a' $(x)|1|3,1|2|${it.dir}/logs/1/task "a".log|yes\n`,
  );
});

Deno.test("launch() hides all GPUs from a task that asked for none", async () => {
  await using it = await aLauncher();

  await it.run('echo "<${CUDA_VISIBLE_DEVICES-unset}>"');

  assertEquals(await it.output(), "<>\n");
});

Deno.test("launch() passes values as they are, also under names that a shell cannot have", async () => {
  await using it = await aLauncher();
  const odd = `'"$(echo no)\`echo no\` \\ \n end`;

  await it.run(`printf %s "$ODD"; env | grep '^dot'`, {
    envar: { ODD: odd, "dot.ted": "kept" },
  });

  assertEquals(await it.output(), `${odd}dot.ted=kept\n`);
});

Deno.test("launch() runs in the folder asked for, with an empty input", async () => {
  await using it = await aLauncher();
  await Deno.mkdir(`${it.dir}/my folder`);

  await it.run('pwd; echo "$PWD"; wc -c', { envar: { ant_wd: "~/my folder" } });

  const folder = `${it.dir}/my folder`;
  assertEquals(await it.output(), `${folder}\n${folder}\n0\n`);
});

Deno.test("launch() starts a plain command without a shell of its own", async () => {
  // bash, and not dash, counts its own depth in SHLVL.
  const startsBash = async (command: string, envar: TaskSpec["envar"] = {}) => {
    await using it = await aLauncher();
    await it.run(command, { envar });
    return (await it.output()).includes("SHLVL=");
  };

  assertEquals(await startsBash("env"), false);
  assertEquals(await startsBash("env; true"), true);
  assertEquals(await startsBash("env", { BASH_ENV: "/dev/null" }), true);
});

Deno.test("launch() leaves to bash a script that does not name its shell", async () => {
  await using it = await aLauncher();
  await Deno.writeTextFile(`${it.dir}/script`, "[[ a == a ]] && echo bash\n");
  await Deno.chmod(`${it.dir}/script`, 0o755);

  await it.run("./script", { envar: { ant_wd: it.dir } });

  assertEquals(await it.output(), "bash\n");
});

Deno.test("launch() lets any bytes through to the log", async () => {
  await using it = await aLauncher();

  await it.run(String.raw`printf '\377\000\r\n'`);

  const log = await Deno.readFile(`${it.dir}/logs/1/task "a".log`);
  assertEquals([...log.slice(-4)], [0xff, 0, 13, 10]);
});

Deno.test("launch() leaves signals at their defaults", async () => {
  await using it = await aLauncher();

  await it.run("yes | head -n 1; echo ${PIPESTATUS[0]}");

  assertEquals(await it.output(), "y\n141\n");
});

for (
  const [what, envar, place, reason] of [
    ["a missing folder", { ant_wd: "/no where" }, {}, `"/no where" does not`],
    ["a file as folder", { ant_wd: "/etc/passwd" }, {}, "is not a folder"],
    ["a missing shell", {}, { shell: "/bin/nosh" }, `"/bin/nosh" does not`],
    ["a shell that is none", {}, { shell: "/etc/passwd" }, "not executable"],
    ["conda that is none", { ant_conda_env: "e" }, {}, `"conda" is in no`],
    ["too long a value", { A: "x".repeat(200_000) }, {}, "too long"],
    ["a NUL in a value", { A: "x\0" }, {}, "NUL"],
  ] as const
) {
  Deno.test(`launch() rejects ${what}, says so in the log, and leaves nothing`, async () => {
    await using it = await aLauncher();
    const launcher = new ProcessLauncher({
      runsDir: `${it.dir}/runs`,
      place: { home: it.dir, shell: "/bin/sh", ...place },
      environment: { PATH: "/bin" },
      handlerName: "subprocess_handler",
    });

    const failure = launcher.launch(it.task("true", { envar }));

    const { message } = await assertRejects(() => failure, Error, reason);
    assert(message.startsWith(`Cannot launch task "task 'a' $(x)": `));
    assertStringIncludes(await it.output(), message);
    assertEquals(await launcher.inspect(it.task("true")), {
      kind: "neverLaunched",
    });
    launcher.close();
  });
}

Deno.test("launch() rejects a log folder that cannot be made", async () => {
  await using it = await aLauncher();
  await Deno.writeTextFile(`${it.dir}/logs`, "a file");

  const failure = it.launcher.launch(it.task("true"));

  await assertRejects(() => failure, Error, "log file");
});

Deno.test("a command whose log has no room is not begun, and the reason is told", async () => {
  await using it = await aLauncher();
  await Deno.mkdir(`${it.dir}/logs/1`, { recursive: true });
  await Deno.symlink("/dev/full", `${it.dir}/logs/1/full`);
  const full = { ...it.task(`touch "${it.dir}/ran"`), attempt: 2 };

  // Of two at once, the second one's log is begun by its wrapper.
  const [, { exit }] = await Promise.all([
    it.launcher.launch(it.task("true")),
    it.launcher.launch({ ...full, logFile: `${it.dir}/logs/1/full` }),
  ]);

  const found = await exit;
  assert(found.kind === "notRun");
  assertStringIncludes(found.message, "No space left on device");
  assertStringIncludes(found.message, `"${it.dir}/logs/1/full"`);
  await assertRejects(() => Deno.stat(`${it.dir}/ran`), Deno.errors.NotFound);
});

Deno.test("exit waits for a job in the background", async () => {
  await using it = await aLauncher();
  await using gate = await aGate();
  const { launcher } = it;

  const task = it.task(`(${gate.wait}; echo last) & echo first`);
  const { exit, identity } = await launcher.launch(task);
  const pid = Number(identity.split(":")[0]);
  await recorded(it.dir);
  assertEquals((await launcher.inspect(task)).kind, "alive");
  await gate.open();

  assertEquals(await exit, { kind: "code", code: 0 });
  assertEquals(await it.output(), "first\nlast\n");
  assertEquals(readStat(pid), null);
});

Deno.test("signal() reaches what left the group and the session", async () => {
  await using it = await aLauncher();
  const command = `setsid sh -c 'echo $$ >"${it.dir}/pid"; exec sleep 1000' &
    env -i setsid sh -c 'echo $$ >"${it.dir}/pid2"; exec sleep 1000' & wait`;
  const task = it.task(command);
  const { exit, identity } = await it.launcher.launch(task);
  const pids = await Promise.all([
    pidIn(`${it.dir}/pid`),
    pidIn(`${it.dir}/pid2`),
  ]);

  await it.launcher.signal(task, identity, "SIGTERM");

  assertEquals(await exit, { kind: "signal", signal: "SIGTERM" });
  assertEquals(pids.map(isRunning), [false, false]);
});

Deno.test("signal() ends with SIGKILL what does not listen to SIGTERM", async () => {
  await using it = await aLauncher();
  const task = it.task(
    `trap '' TERM; setsid sleep 1000 & echo $! >"${it.dir}/pid"
    while :; do sleep 1000; done`,
  );
  const { exit, identity } = await it.launcher.launch(task);
  const pid = await pidIn(`${it.dir}/pid`);

  await it.launcher.signal(task, identity, "SIGTERM");
  assertEquals(isRunning(pid), true);
  await it.launcher.signal(task, identity, "SIGKILL");

  assertEquals(await exit, { kind: "signal", signal: "SIGKILL" });
  assertEquals(isRunning(pid), false);
});

Deno.test("signal() remembers a stray that has lost its parent and its mark", async () => {
  await using it = await aLauncher();
  const stray = `env -i setsid sh -c 'trap "" TERM
    echo $$ >"${it.dir}/pid"; while :; do sleep 1000; done'`;
  const task = it.task(`${stray} & wait`);
  const { exit, identity } = await it.launcher.launch(task);
  const pid = await pidIn(`${it.dir}/pid`);

  await it.launcher.signal(task, identity, "SIGTERM");
  while (isRunning(Number(identity.split(":")[0])));
  // Gives the end that must not be believed yet the time of another task's.
  await (await it.launcher.launch({ ...it.task("true"), attempt: 2 })).exit;
  await it.launcher.signal(task, identity, "SIGKILL");

  assertEquals((await exit).kind, "signal");
  assertEquals(isRunning(pid), false);
});

Deno.test("signal() wakes a stopped process, so that it hears SIGTERM", async () => {
  await using it = await aLauncher();
  const task = it.task(`echo $$ >"${it.dir}/pid"; kill -STOP $$`);
  const { exit, identity } = await it.launcher.launch(task);
  const pid = await pidIn(`${it.dir}/pid`);
  while (readStat(pid)?.state !== "T");

  await it.launcher.signal(task, identity, "SIGTERM");

  assertEquals((await exit).kind, "signal");
});

Deno.test("signal() spares a process that was given the pid of one that is gone", async () => {
  await using it = await aLauncher();
  const bystander = new Deno.Command("sleep", {
    args: ["1000"],
    detached: true,
  })
    .spawn();
  const task = it.task("true");
  const { exit, identity } = await it.launcher.launch(task);
  await exit;
  const boot = identity.split(":")[2];

  for (const forged of [`${bystander.pid}:1:${boot}`, "nonsense", ""]) {
    await it.launcher.signal(task, forged, "SIGKILL");
    assertEquals(await it.launcher.adopt(task, forged).exit, {
      kind: "code",
      code: 0,
    });
  }
  const elsewhere = `${bystander.pid}:${readStat(bystander.pid)!.startTicks}:b`;
  await it.launcher.signal(task, elsewhere, "SIGKILL");

  assertEquals(isRunning(bystander.pid), true);
  bystander.kill("SIGKILL");
  assertEquals((await bystander.status).signal, "SIGKILL");
});

Deno.test("settle() ends the log with a footer and forgets the attempt", async () => {
  await using it = await aLauncher();
  const task = it.task("exit 3");
  await (await it.launcher.launch(task)).exit;

  const failure = { kind: "exit", code: 3 } as const;
  const ended = { ...task, state: { name: "failed", failure } } as const;
  await it.launcher.settle({ ...ended, endedAtMs: task.startedAtMs! + 65_000 });

  const ruler = `+${"=".repeat(34)}+`;
  const output = await it.output();
  assertEquals(
    output.replace(/(?<=Stop Time {2}: ).*/, "then"),
    `\n${ruler}\n             FAILED\n${ruler}\nStop Time  : then\n` +
      `Time Taken : 1 minutes, 5 seconds\nExit Code  : 3\n${ruler}\n` +
      " ".repeat(12),
  );
  it.launcher.close(); // Removed in a quiet time, or at the end.
  const left = await Array.fromAsync(Deno.readDir(`${it.dir}/runs`));
  assertEquals(left.map(({ name }) => name), ["boot"]);
});

Deno.test("settle() does not mind a log folder that is gone", async () => {
  await using it = await aLauncher();
  const task = it.task("true");
  await (await it.launcher.launch(task)).exit;
  await Deno.remove(`${it.dir}/logs`, { recursive: true });

  await it.launcher.settle({ ...task, state: { name: "succeeded" } });
});

/** Resolves once the wrapper of the only attempt has recorded its end. */
async function recorded(dir: string): Promise<void> {
  for (;;) {
    for await (const { name } of Deno.readDir(`${dir}/runs`)) {
      if (!name.endsWith(".run")) continue;
      const text = await Deno.readTextFile(`${dir}/runs/${name}`);
      if (/^exit \d+\n$/m.test(text)) return;
    }
  }
}

async function pidIn(path: string): Promise<number> {
  await appears(path);
  for (;;) {
    const text = await Deno.readTextFile(path);
    if (text.endsWith("\n")) return Number(text);
  }
}

function isRunning(pid: number): boolean {
  const stat = readStat(pid);
  return stat !== null && isAlive(stat);
}
