import { assertEquals, assertStringIncludes } from "@std/assert";
import { aTask } from "../../../tests/helpers/builders.ts";
import type { Task } from "../../model/task.ts";
import type { TaskOptions } from "../../model/task_options.ts";
import { ProcessLauncher } from "../process_launcher.ts";
import { TaskGroups } from "./task_groups.ts";

const CLAIMS: TaskOptions = { cpus: 1.5, memoryMiB: 1024 };

/** A folder that looks like a cgroup v2 which was delegated to the server. */
async function aMachine(
  { own = "/ant.scope", controllers = "cpuset cpu memory pids" } = {},
) {
  const dir = await Deno.makeTempDir({ prefix: "ant-cgroup-" });
  const mount = `${dir}/cgroup`;
  const selfFile = `${dir}/self`;
  const isIn = async (group: string) => {
    await Deno.mkdir(`${mount}${group}`, { recursive: true });
    await Deno.writeTextFile(selfFile, `1:name=systemd:/x\n0::${group}\n`);
  };
  await isIn(own);
  for (const group of ["", own]) {
    const file = `${mount}${group}/cgroup.controllers`;
    await Deno.writeTextFile(file, `${controllers}\n`);
  }
  const groupsOf = () =>
    new TaskGroups({
      ...{ mount, selfFile, pid: 4242 },
      // The kernel's own files go with their folder.
      remove: (group) => Deno.remove(group, { recursive: true }),
    });
  return {
    dir,
    mount,
    selfFile,
    groupsOf,
    tasksDir: `${mount}${own}/ant-tasks`,
    isIn,
    read: (file: string) => Deno.readTextFile(`${mount}${own}/${file}`),
    launcher: () =>
      new ProcessLauncher({
        runsDir: `${dir}/runs`,
        place: { home: dir, shell: "/bin/bash" },
        environment: { PATH: Deno.env.get("PATH")! },
        handlerName: "subprocess_handler",
        groups: groupsOf(),
      }),
    task: (command: string, options = CLAIMS): Task =>
      aTask("t", { name: "starting", gpus: [] }, { command, options }, {
        logFile: `${dir}/t.log`,
      }),
    log: () => Deno.readTextFile(`${dir}/t.log`),
    async groups(): Promise<readonly string[]> {
      const found = await Array.fromAsync(Deno.readDir(`${mount}${own}`));
      if (!found.some(({ name }) => name === "ant-tasks")) return [];
      const inner = Deno.readDir(`${mount}${own}/ant-tasks`);
      return (await Array.fromAsync(inner))
        .filter(({ isDirectory }) => isDirectory).map(({ name }) => name);
    },
    async [Symbol.asyncDispose]() {
      await Deno.remove(dir, { recursive: true });
    },
  };
}

Deno.test("a task runs in a control group with its limits, which goes after its end", async () => {
  await using it = await aMachine();
  const launcher = it.launcher();
  const here = `${it.tasksDir}/*/`;
  const task = it.task(
    `cat ${here}cpu.max ${here}memory.max ${here}cgroup.procs; echo; echo $PPID`,
  );

  const running = await launcher.launch(task);
  assertEquals(await running.exit, { kind: "code", code: 0 });
  const [limits, procs] = [
    await it.log(),
    await it.read("ant-server/cgroup.procs"),
  ];
  const before = await it.groups();
  await launcher.settle(task);
  launcher.close();

  assertStringIncludes(limits, "150000 1000001073741824");
  const [joined, , parent] = limits.split("1073741824")[1]!.split("\n");
  assertEquals(joined, parent);
  assertEquals(procs, "4242");
  assertEquals(await it.read("cgroup.subtree_control"), "+cpu +memory");
  assertEquals([before.length, (await it.groups()).length], [1, 0]);
  assertEquals(launcher.unenforced, null);
});

Deno.test("a start arranges the server's group, before a task asks for it", async () => {
  await using it = await aMachine();
  await using bare = await aMachine({ controllers: "hugetlb" });
  const [groups, without] = [it.groupsOf(), bare.groupsOf()];

  await Promise.all([groups.arrange(), without.arrange()]);

  assertEquals(await it.read("ant-server/cgroup.procs"), "4242");
  assertEquals(await it.read("cgroup.subtree_control"), "+cpu +memory");
  assertEquals(groups.problem, null);
  assertStringIncludes(without.problem!, "no controller for cpu and memory");
});

Deno.test("a task without claims asks for no group", async () => {
  await using it = await aMachine();
  const launcher = it.launcher();

  await (await launcher.launch(it.task("true", {}))).exit;
  launcher.close();

  const found = await Array.fromAsync(Deno.readDir(`${it.mount}/ant.scope`));
  assertEquals(found.map(({ name }) => name), ["cgroup.controllers"]);
});

Deno.test("a failure is that of the memory limit where the kernel says so", async () => {
  await using it = await aMachine();
  const launcher = it.launcher();
  const events = `for d in ${it.tasksDir}/*/; do ` +
    `printf 'oom 3\\noom_kill 1\\n' >$d/memory.events; done`;

  const { exit } = await launcher.launch(it.task(`${events}; kill -KILL $$`));

  assertEquals(await exit, {
    kind: "signal",
    signal: "SIGKILL",
    clue: { class: "memory", words: "out of the 1GiB of memory it claimed" },
  });
  launcher.close();
});

Deno.test("a later server finds the groups, kills by them and clears what was left", async () => {
  await using it = await aMachine();
  const first = it.launcher();
  const task = it.task("exec sleep 1000");
  const { identity } = await first.launch(task);
  first.close();
  await it.isIn("/ant.scope/ant-server");
  await Deno.mkdir(`${it.tasksDir}/left/inner`, { recursive: true });
  const [group = ""] = await it.groups().then((all) =>
    all.filter((name) => name !== "left")
  );
  const kill = `${it.tasksDir}/${group}/cgroup.kill`;
  await Deno.writeTextFile(kill, "");

  const second = it.launcher();
  await second.sweep([task]);
  const kept = await it.groups();
  const { exit } = second.adopt(task, identity);
  await second.signal(task, identity, "SIGKILL");
  await exit;
  const killed = await Deno.readTextFile(kill);
  await second.settle(task);
  second.close();

  assertEquals([kept, killed], [[group], "1"]);
  assertEquals(await it.groups(), []);
});

for (
  const [machine, problem] of [
    [{ controllers: "hugetlb" }, "no controller for cpu and memory"],
    [{ own: "/ant.service" }, '"DelegateSubgroup=ant-server"'],
  ] as const
) {
  Deno.test(`a task runs, and is told that nothing is enforced: ${problem}`, async () => {
    await using it = await aMachine(machine);
    const launcher = it.launcher();

    const { exit } = await launcher.launch(it.task("echo hello"));

    assertEquals(await exit, { kind: "code", code: 0 });
    launcher.close();
    assertStringIncludes(launcher.unenforced!, problem);
    const notice = `cores and memory are not enforced: ${launcher.unenforced}`;
    assertStringIncludes(await it.log(), `ANT: ${notice}\nhello\n`);
  });
}
