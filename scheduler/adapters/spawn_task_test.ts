import { assertEquals, assertMatch, assertRejects } from "@std/assert";
import { aTask } from "../../tests/helpers/builders.ts";
import { headerEnd } from "./log_frame.ts";
import type { JsonRecord } from "./task_shape.ts";
import { ProcessLauncher } from "./process_launcher.ts";

/** A launcher whose tasks each have a log of their own in one folder. */
async function aLauncher() {
  const dir = await Deno.makeTempDir({ prefix: "ant-spawn-" });
  const launcher = new ProcessLauncher({
    runsDir: `${dir}/runs`,
    place: { home: dir, shell: "/bin/bash" },
    environment: { PATH: Deno.env.get("PATH")! },
    handlerName: "subprocess_handler",
  });
  const launch = (id: string, command: string, envar: JsonRecord = {}) => {
    const logFile = `${dir}/logs/${id}.log`;
    const state = { name: "starting", gpus: [] } as const;
    return launcher.launch(aTask(id, state, { command, envar }, { logFile }));
  };
  return {
    dir,
    launch,
    /** Runs a command to its end, and gives its log. */
    async logOf(
      id: string,
      command: string,
      envar: JsonRecord = {},
    ): Promise<string> {
      await (await launch(id, command, envar)).exit;
      return await Deno.readTextFile(`${dir}/logs/${id}.log`);
    },
    async [Symbol.asyncDispose]() {
      launcher.close();
      await Deno.remove(dir, { recursive: true });
    },
  };
}

const HEAD_AND_OUTPUT =
  /^\n\+=+\+\n +ANT RUNNER\n[^]+\nCommands +: echo %s '\\n'\n[^]+\+\n\n\n%s \\n\n$/;

Deno.test("spawn() begins every log once with its head, whoever writes it, for its owner alone", async () => {
  await using it = await aLauncher();

  for (const id of ["first", "second", "third"]) {
    assertMatch(await it.logOf(id, "echo %s '\\n'"), HEAD_AND_OUTPUT);
    const { mode } = await Deno.stat(`${it.dir}/logs/${id}.log`);
    assertEquals(mode! & 0o777, 0o600);
  }
});

Deno.test("spawn() changes no variable of a task, whatever it is called", async () => {
  await using it = await aLauncher();
  const names = ["record", "code", "group", "head", "file", "log", "shell"];
  const envar = Object.fromEntries(names.map((name) => [name, `my ${name}`]));

  const log = await it.logOf("named", "env | grep '=my ' | sort", envar);

  assertEquals(
    log.slice(headerEnd(log)).trim().split("\n"),
    names.toSorted().map((name) => `${name}=my ${name}`),
  );
});

Deno.test("spawn() shows a task's variables to nobody else on the machine, nor its log's head to the task", async () => {
  await using it = await aLauncher();
  await it.logOf("first", "true");
  const shown = `grep -c "moon[s]hot" /proc/$PPID/cmdline`;
  const command = `${shown}; env | grep -c "^ANT_LOG_H[E]AD"; echo $PROJECT`;

  const log = await it.logOf("next", command, { PROJECT: "moonshot" });

  assertMatch(log, /Envar +: \{'PROJECT': 'moonshot'\}/);
  assertEquals(log.slice(headerEnd(log)).trim(), "0\n0\nmoonshot");
});

Deno.test("spawn() begins a log whose head is longer than an argument may be", async () => {
  await using it = await aLauncher();
  await it.logOf("first", "true");

  const log = await it.logOf("long", `echo ${"x".repeat(100_000)}`);

  assertEquals(log.split("ANT RUNNER").length, 2);
});

Deno.test("spawn() makes the log folder anew that was there a moment ago", async () => {
  await using it = await aLauncher();
  await it.logOf("first", "true");
  await Deno.remove(`${it.dir}/logs`, { recursive: true });

  assertMatch(await it.logOf("next", "echo %s '\\n'"), HEAD_AND_OUTPUT);
});

Deno.test("spawn() rejects what has no log, though the one before had", async () => {
  await using it = await aLauncher();
  await it.logOf("first", "true");
  await Deno.remove(`${it.dir}/logs`, { recursive: true });
  await Deno.writeTextFile(`${it.dir}/logs`, "a file");

  const failure = it.launch("next", `touch ${it.dir}/ran`);

  await assertRejects(() => failure, Error, `log file "${it.dir}/logs/next`);
  await assertRejects(() => Deno.stat(`${it.dir}/ran`), Deno.errors.NotFound);
});

Deno.test("spawn() begins the log of a task that cannot start, too", async () => {
  await using it = await aLauncher();
  await it.logOf("first", "true");

  const failure = it.launch("next", "true", { ant_wd: "/not/there" });

  await assertRejects(() => failure, Error, "working folder");
  const log = await Deno.readTextFile(`${it.dir}/logs/next.log`);
  assertMatch(log, /ANT RUNNER[^]+\nCannot launch task "next": working folder/);
});
