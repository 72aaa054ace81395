import { assert, assertEquals, assertMatch } from "@std/assert";
import { aServer, type TestServer } from "../helpers/server.ts";

const SKILL = new URL("../../skills/ant-scheduler-control/", import.meta.url);
const SCRIPTS = new URL("scripts/", SKILL).pathname;

/** How a script ended. */
interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** What a script is run with. */
interface Surroundings {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** Runs one of the skill's scripts as an agent would, in its project. */
async function run(
  script: string,
  args: readonly string[],
  { env = {}, cwd = "/" }: Surroundings,
): Promise<Ran> {
  const { code, stdout, stderr } = await new Deno.Command(
    `${SCRIPTS}${script}.sh`,
    {
      args: [...args],
      cwd,
      clearEnv: true,
      env: { PATH: Deno.env.get("PATH")!, ...env },
    },
  ).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, out: text(stdout), err: text(stderr) };
}

/** An agent whose project knows the server. */
async function aProject(server: TestServer) {
  const cwd = `${server.dir}/a project`;
  await Deno.mkdir(cwd);
  const env = { ANT_TOKEN: server.token, ANT_SCHEDULER_URL: server.apiUrl };
  const attempt = (script: string, ...args: string[]) =>
    run(script, args, { env, cwd });
  const well = async (script: string, ...args: string[]) => {
    const { code, out, err } = await attempt(script, ...args);
    assertEquals([code, err], [0, ""], `${script} ${args.join(" ")}`);
    return out;
  };
  return {
    cwd,
    env,
    attempt,
    well,
    // deno-lint-ignore no-explicit-any -- what it holds is what tests ask about
    json: async (script: string, ...args: string[]): Promise<any> =>
      JSON.parse(await well(script, ...args)),
  };
}

Deno.test("the skill queues a task, waits for it, and finds its log", async () => {
  await using server = await aServer({ gpus: 2 });
  const { cwd, well, json, attempt } = await aProject(server);

  const made = await json(
    "create_task",
    "it's (1)",
    "1",
    "pwd; echo out; exit 4",
  );
  const ended = await attempt("task", "wait", made.id);

  assertEquals(ended.code, 1);
  assertEquals(JSON.parse(ended.out).exitCode, 4);
  const lines = (await well("log", made.id)).split("\n");
  assert(lines.includes(cwd) && lines.includes("out"));
  assertEquals(
    (await well("log", "--tail", "2", made.id)).split("\n").length,
    3,
  );
  const path = (await well("find_log_path", made.id)).trim();
  const kept = await Deno.readTextFile(path);
  assertEquals(await well("log", "--full", made.id), kept);
  const [last] = await json("status", "completed", "1");
  assertEquals([last.id, last.exitCode], [made.id, 4]);
  assertEquals((await json("status", "task", made.id)).state, "failed");
});

Deno.test("create_task.sh runs a command as it stands, whatever is in it", async () => {
  await using server = await aServer({ gpus: 1 });
  const { well, json } = await aProject(server);
  const commands = [
    ["quotes and blanks", `echo 'a  "b"' "c'd"`, `a  "b" c'd`],
    [
      "what a shell would take for itself",
      "echo '$HOME `x` \\n' %s",
      "$HOME `x` \\n %s",
    ],
    [
      "several lines",
      "x='1 2'\nif true; then\n  echo \"$x\" '\\n%'\nfi",
      "1 2 \\n%",
    ],
    ["a here document", "cat <<'E'\n-it's %d \"q\" \\\nE", `-it's %d "q" \\`],
    ["letters of any script", "echo ünï→字", "ünï→字"],
  ] as const;

  const ids = [];
  for (const [, command] of commands) {
    ids.push((await json("create_task", "", "0", command)).id);
  }
  await well("task", "wait", ...ids);

  for (const [place, [what, , printed]] of commands.entries()) {
    const lines = (await well("log", ids[place])).split("\n");
    assert(lines.includes(printed), what);
  }
});

Deno.test("the skill stops, removes, repeats and promotes tasks, and tells why one waits", async () => {
  await using server = await aServer({ gpus: 1 });
  const { well, json, attempt } = await aProject(server);
  for (const id of ["now", "one", "two", "three"]) {
    await json("create_task", id, "1", "sleep 600");
  }
  const queue = async () =>
    (await json("status", "queue")).map(({ id }: { id: string }) => id);

  await well("task", "promote", "three", "two");
  assertEquals(await queue(), ["three", "two", "one"]);
  assertMatch((await json("status", "why", "three")).sentence, /by now/);
  await well("task", "remove-queue", "two");
  assertEquals(await queue(), ["three", "one"]);
  const [ongoing] = await json("status", "ongoing");
  assertEquals([ongoing.id, ongoing.gpus], ["now", [0]]);
  assertEquals((await json("task", "kill", "now")).id, "now");
  assertEquals((await attempt("task", "wait", "now")).code, 1);
  assertEquals(await json("task", "restart", "now"), {
    id: "now",
    newId: "now-restart-1",
  });
  const some = await attempt("task", "remove-queue", "one", "nobody", "now");
  assertEquals([some.code, JSON.parse(some.out)], [1, { id: "one" }]);
  assertMatch(some.err, /Cannot find task "nobody"\n.*"now": it is "term/);
});

Deno.test("the skill switches GPUs by position, and tells how the server stands", async () => {
  await using server = await aServer({ gpus: 2 });
  const { well, json, attempt } = await aProject(server);

  assertEquals((await json("status", "health")).status, "ok");
  assertMatch(await well("status", "version"), /^Ant-Scheduler Backend/);
  assertEquals((await json("gpu", "disable", "1")).status, "disabled");
  assertEquals((await json("status", "gpus"))[1].enabled, false);
  assertEquals((await json("gpu", "enable", "1")).enabled, true);
  const beyond = await attempt("gpu", "disable", "2");
  assertEquals(beyond.code, 3);
  assertMatch(beyond.err, /has 2 GPUs, counted from 0/);
});

Deno.test("the skill takes a project's defaults from its file, and the environment's before them", async () => {
  await using server = await aServer({ gpus: 1 });
  const { cwd, env } = await aProject(server);
  const bare = (script: string, ...args: string[]) =>
    run(script, args, { cwd: `${cwd}/deep/er` });
  await Deno.mkdir(`${cwd}/deep/er`, { recursive: true });
  await Deno.writeTextFile(`${cwd}/token`, `${server.token}\n`, {
    mode: 0o600,
  });

  const made = await bare("init_project_env", server.apiUrl, "", "", "../..");
  assertEquals([made.code, made.err], [0, ""]);
  const file = `${cwd}/.ant-scheduler/env`;
  assertEquals((await Deno.stat(file)).mode! & 0o077, 0);
  assertEquals((await bare("status", "gpus")).code, 4);
  const text = `ANT_TOKEN_FILE='${cwd}/token'\nX=$(touch ${cwd}/ran)\n`;
  await Deno.writeTextFile(file, text, { append: true });
  assertEquals((await bare("status", "gpus")).code, 0);
  const again = await bare(
    "init_project_env",
    server.apiUrl,
    "py 3",
    "",
    "../..",
  );
  assertEquals(again.code, 0);
  const { out } = await bare("create_task", "a", "0", "true");
  assertEquals(JSON.parse(out).id, "a");
  const shown = JSON.parse((await bare("status", "task", "a")).out).envar;
  assertEquals(shown.ant_conda_env, "py 3");
  assertEquals(shown.ant_wd, `${cwd}/deep/er`);
  assertEquals(await Deno.stat(`${cwd}/ran`).catch(() => null), null);
  const elsewhere = await run("status", ["gpus"], {
    cwd,
    env: { ...env, ANT_TOKEN: "another-token-entirely" },
  });
  assertEquals(elsewhere.code, 4);
});

Deno.test("the skill's scripts fail with a code and in plain words", async () => {
  await using server = await aServer({ gpus: 1 });
  const { attempt, env, cwd, json } = await aProject(server);
  await json("create_task", "a", "0", "true");
  await json("task", "wait", "a");

  for (
    const [script, args, code, says] of [
      ["status", ["task", "no/body"], 3, /Cannot find task "no\/body"/],
      ["log", ["nobody"], 3, /Cannot find task "nobody"/],
      ["log", ["--full", "nobody"], 3, /Cannot find task "nobody"/],
      ["find_log_path", ["nobody"], 3, /Cannot find task/],
      ["task", ["wait", "nobody"], 3, /Cannot find task/],
      ["task", ["kill", "a"], 1, /^Cannot/],
      ["create_task", ["a", "0", "true"], 1, /Duplicate entry.*HTTP 409/],
      ["create_task", ["b", "2", "true"], 1, /needs 2 GPUs.*HTTP 422/],
      ["create_task", ["b", "two", "true"], 2, /whole number, not "two"/],
      ["create_task", ["b", "1", "echo", "x"], 2, /^Usage: create_task.sh/],
      ["task", ["explode", "a"], 2, /^Usage: task.sh/],
      ["status", [], 2, /^Usage: status.sh/],
      ["gpu", ["enable"], 2, /^Usage: gpu.sh/],
    ] as const
  ) {
    const ran = await attempt(script, ...args);
    assertEquals(ran.code, code, `${script} ${args.join(" ")}: ${ran.err}`);
    assertMatch(ran.err, says);
    assertEquals(ran.out, "");
  }
  const wrong = { env: { ...env, ANT_TOKEN: "another-token-entirely" }, cwd };
  const denied = await run("status", ["queue"], wrong);
  assertEquals(denied.code, 4);
  assertMatch(denied.err, /token is wrong.*HTTP 401.*set ANT_TOKEN/);
  await server.stop();
  const gone = await attempt("create_task", "c", "0", "true");
  assertEquals(gone.code, 5);
  assertMatch(gone.err, /Cannot reach ANT at http.*start the server/);
});

Deno.test("SKILL.md names every script, and every script explains itself", async () => {
  const text = await Deno.readTextFile(new URL("SKILL.md", SKILL));

  for await (const { name } of Deno.readDir(SCRIPTS)) {
    const script = await Deno.readTextFile(`${SCRIPTS}${name}`);
    assertMatch(script, /^#!\/usr\/bin\/env bash\n# \w+\.sh/);
    if (name !== "common.sh") assert(text.includes(`scripts/${name}`), name);
  }
});
