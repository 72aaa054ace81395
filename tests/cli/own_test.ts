import { assert, assertEquals, assertMatch } from "@std/assert";
import { EXIT_CODES } from "../../cli/failure.ts";
import { GLOBAL_FLAGS } from "../../cli/grammar/global_flags.ts";
import { TOPICS } from "../../cli/grammar/topics.ts";
import { failureOf } from "../../cli/server/problems.ts";
import { VERBS } from "../../cli/verb_list.ts";
import { aServer } from "../helpers/server.ts";
import { json, spawned, told } from "./an_ant.ts";

const ROOT = new URL("../../", import.meta.url).pathname;

Deno.test("ant help explains every verb with every flag, and every topic", async () => {
  const all = await told(null, ["help"]);
  for (const { name, aliases, load, summary } of VERBS) {
    const { verb } = await load();
    const page = await told(null, ["help", ...name.split(" ")]);
    const flag = await told(null, [...name.split(" "), "--help"]);

    assertEquals([page.code, flag.out], [0, page.out]);
    assert(all.out.includes(`${name} `), name);
    assert(page.out.includes(`ant ${name} - ${summary}`), name);
    for (const alias of aliases) {
      assertEquals((await told(null, ["help", ...alias.split(" ")])).code, 0);
    }
    for (const { name: flag, help } of [...verb.flags, ...GLOBAL_FLAGS]) {
      assert(page.out.includes(`--${flag}`), `${name} --${flag}`);
      assertMatch(help, /^[A-Z].*\.$/s);
    }
    assert(verb.description.every((text) => text.endsWith(".")), name);
    const lines = page.out.split("\n");
    assertEquals(lines.filter((line) => line.length > 90), [], name);
    for (const topic of verb.seeAlso ?? []) {
      const { code } = await told(null, ["help", ...topic.split(" ")]);
      assertEquals(code, 0, `${name}: see also ${topic}`);
    }
  }
  for (const topic of Object.keys(TOPICS)) {
    assertEquals((await told(null, ["help", topic])).code, 0);
  }
  assertEquals((await told(null, ["help", "nothing-such"])).code, 3);
});

Deno.test("ant help exit-codes and docs/cli.md list the same table", async () => {
  const { out } = await told(null, ["help", "exit-codes"]);
  const document = await Deno.readTextFile(`${ROOT}docs/cli.md`);

  for (const { code, meaning } of Object.values(EXIT_CODES)) {
    assertMatch(
      out,
      new RegExp(`^ +${code} +${RegExp.escape(meaning)}\\.$`, "m"),
    );
    assertMatch(
      document,
      new RegExp(`^\\| ${code} +\\| ${RegExp.escape(meaning)} +\\|$`, "m"),
    );
  }
});

Deno.test("docs/cli.md names every verb and its flags, and no others", async () => {
  const document = await Deno.readTextFile(`${ROOT}docs/cli.md`);
  const known = new Set(["serve", ...VERBS.map(({ name }) => name)]);

  for (const name of known) assert(document.includes(`ant ${name}`), name);
  const named = [
    ...document.matchAll(/\bant ((?:gpu |token )?[a-z]+(?:-service)?)\b/g),
  ]
    .map(([, name]) => name!);
  assertEquals(named.filter((name) => !known.has(name)), []);
});

Deno.test("failureOf() gives each problem its exit code and a hint", async () => {
  const exits: Readonly<Record<string, number>> = {
    "400": 2,
    "401": 4,
    "403": 4,
    "404": 3,
    "409": 1,
    "422": 2,
    "500": 1,
    "502": 5,
    "503": 75,
  };
  for (const [status, code] of Object.entries(exits)) {
    const body = JSON.stringify({ detail: "No" });
    const failure = await failureOf(new Response(body, { status: +status }));
    assertEquals([failure.exitCode, failure.message], [code, "No"]);
  }
  const proxy = await failureOf(new Response("<html>", { status: 502 }));
  assertEquals(proxy.message, "The server answered 502");
});

Deno.test("ant says what it cannot do, and exits accordingly", async () => {
  const none = await told(null, ["ls"]);
  const gone = await json(null, ["ls", "--url", "http://127.0.0.1:9"]);
  const verb = await told(null, ["lss"]);
  const flag = await told(null, ["ls", "--color", "red"]);
  const url = await told(null, ["ls", "--url", "http://"]);
  const empty = await told(null, []);
  const version = await told(null, ["--version"]);

  assertEquals(
    [none, gone, verb, flag, url, empty, version].map(
      ({ code }) => code,
    ),
    [5, 5, 2, 2, 2, 2, 0],
  );
  assertMatch(none.err, /none runs here\n +Start one with ant serve/);
  assertEquals(gone.body.schema, "ant.v1");
  assertEquals(gone.body.error.code, "unreachable");
  assertMatch(verb.err, /Did you mean "ant ls"\?/);
  assertEquals(version.out, "ANT 2.0.0-test\n");
});

Deno.test("ant finds its server, logs in, completes, and looks after itself", async (t) => {
  await using server = await aServer({ gpus: 2 });
  const files = await Array.fromAsync(Deno.readDir(`${server.dir}/servers`));

  await t.step(
    "a server leaves a file for its owner alone, and no more at its end",
    async () => {
      const [{ name } = { name: "" }] = files;
      const path = `${server.dir}/servers/${name}`;
      const { mode } = await Deno.stat(path);
      const { pid, token } = JSON.parse(await Deno.readTextFile(path));

      assertEquals([files.length, (mode ?? 0) & 0o777], [1, 0o600]);
      assertEquals([pid, token], [server.pid, server.token]);
    },
  );

  await t.step("a flag, a variable and a file name another one", async () => {
    const dir = `${server.dir}/tmp/project`;
    await Deno.mkdir(dir);
    await Deno.writeTextFile(
      `${dir}/pyproject.toml`,
      '[tool.ant]\nurl = "http://file:1"\n',
    );
    const bad = `${server.dir}/tmp/bad`;
    await Deno.mkdir(bad);
    await Deno.writeTextFile(`${bad}/.ant.toml`, 'url = "x"\nport = 1\n');
    const urlOf = async (args: string[], env = {}) =>
      (await json(server, ["config", "url", ...args], { env, cwd: dir })).body
        .settings[0];

    assertEquals((await urlOf([])).value, "http://file:1");
    const env = { ANT_URL: "http://env:1" };
    assertEquals((await urlOf([], env)).value, "http://env:1");
    assertEquals(await urlOf(["--url", "flag:1"], env), {
      key: "url",
      value: "http://flag:1",
      origin: "--url",
    });
    const strange = await told(server, ["ls"], { cwd: bad });
    assertEquals(strange.code, 2);
    assertMatch(strange.err, /no such key as "port"/);
  });

  await t.step(
    "a wrong token is exit code 4; login keeps a right one",
    async () => {
      const away = { env: { ANT_RUNTIME_DIR: "/nowhere" } };
      const url = server.apiUrl;
      const wrong = await told(server, ["ls", "--url", url], {
        env: { ...away.env, ANT_TOKEN: "x".repeat(20) },
      });
      const link = `${server.url}/?token=${server.token}`;
      const login = await json(server, ["login", link], away);
      const after = await told(server, ["ls"], away);
      const { mode } = await Deno.stat(login.body.path);
      const removed = await told(
        server,
        ["login", "--remove", server.url],
        away,
      );
      const gone = await told(server, ["ls"], away);

      assertEquals([wrong.code, login.code, after.code], [4, 0, 0]);
      assertMatch(wrong.err, /ant login/);
      assertEquals((mode ?? 0) & 0o777, 0o600);
      assertEquals([removed.code, gone.code], [0, 5]);
    },
  );

  await t.step(
    "completion offers verbs, flags, tasks, tags and GPUs",
    async () => {
      await told(server, [
        "run",
        "-n",
        "fit-1",
        "--tag",
        "lr",
        "--hold",
        "--",
        "true",
      ]);
      const of = async (...words: string[]) =>
        (await told(server, ["completion", "--candidates", "--", ...words])).out
          .trim().split("\n");

      assertEquals(await of("sh"), ["show"]);
      assertEquals(await of("gpu", ""), ["drain", "enable"]);
      assertEquals(await of("stop", "f"), ["fit-1"]);
      assertEquals(await of("stop", "@"), ["@lr"]);
      assertEquals(await of("gpu", "drain", ""), ["0", "1"]);
      assertEquals(await of("run", "--gpus"), ["--gpus"]);
      assertEquals(await of("wait", "--until", "r"), ["running"]);
      assertEquals(await of("completion", "b"), ["bash"]);
      assertEquals(await of("run", "--after", "f"), ["fit-1"]);
      assertEquals(await of("ls", "--tag", ""), ["lr"]);
      assertEquals(await of("logs", "fit-1", "-o", ""), [""]);
      for (const shell of ["bash", "zsh", "fish"]) {
        const { out } = await told(null, ["completion", shell]);
        assertMatch(out, /ant completion --candidates/);
      }
      assertEquals((await told(null, ["completion", "csh"])).code, 2);
    },
  );

  await t.step("bash and fish complete by what it prints", async () => {
    const dir = `${server.dir}/tmp/bin`;
    await Deno.mkdir(dir);
    const main = `${ROOT}cli/main.ts`;
    const program =
      `#!/bin/sh\nexec '${Deno.execPath()}' run -A '${main}' "$@"\n`;
    await Deno.writeTextFile(`${dir}/ant`, program);
    await Deno.chmod(`${dir}/ant`, 0o755);
    const script = 'eval "$(ant completion bash)"\n' +
      "COMP_WORDS=(ant stop fit); COMP_CWORD=2; _ant\n" +
      'echo "$COMPREPLY"';
    const env = {
      PATH: `${dir}:${Deno.env.get("PATH")}`,
      ANT_RUNTIME_DIR: `${server.dir}/servers`,
    };
    assertEquals(await printedBy("bash", ["-c", script], env), "fit-1\n");

    // Where there is fish, too: a file where no word of ours may stand.
    const fish = (line: string) =>
      printedBy("fish", [
        ...["-c", `ant completion fish | source; complete -C '${line}'`],
      ], { ...env, HOME: dir });
    const tasks = await fish("ant stop fit");
    if (tasks === null) return;
    assertEquals(tasks, "fit-1\n");
    assertEquals(await fish(`ant submit ${dir}/a`), `${dir}/ant\n`);
  });

  await t.step(
    "doctor finds nothing amiss, and says what to do where it does",
    async () => {
      const { code, body } = await json(server, ["doctor"]);
      const away = await json(null, ["doctor"]);

      const checks = body.checks.map(({ check }: { check: string }) => check);
      for (
        const check of ["program", "driver", "disk", "token", "saving", "GPUs"]
      ) {
        assert(checks.includes(check), check);
      }
      assertEquals(code, 0);
      const server1 = away.body.checks.at(-1);
      assertEquals([away.code, server1.status], [1, "failed"]);
      assertMatch(server1.todo, /ant serve/);
    },
  );

  await t.step("watch prints one view into a pipe", async () => {
    const { code, out } = await told(server, ["watch", "-n", "3"]);

    assertEquals(code, 0);
    assertMatch(out, /0 running, 1 queued/);
    assertMatch(out, /Simulated H100/);
    assertMatch(out, /\nQueued \(1\)\nTASK/);
  });

  await t.step(
    "on a real terminal there are columns, numbers and colors",
    async () => {
      const command = `'${Deno.execPath()}' run -A '${ROOT}cli/main.ts' ls`;
      const { stdout } = await new Deno.Command("script", {
        args: ["-qec", command, "/dev/null"],
        stdin: "null",
        env: {
          ANT_RUNTIME_DIR: `${server.dir}/servers`,
          HOME: `${server.dir}/home`,
          DENO_DIR: Deno.env.get("DENO_DIR") ??
            `${Deno.env.get("HOME")}/.cache/deno`,
          TERM: "xterm",
          NO_COLOR: "",
        },
      }).output();

      const text = new TextDecoder().decode(stdout);
      assertMatch(text, /#.*TASK.*STATE/);
      assert(text.includes("\x1b[33mheld"), text);
    },
  );

  await t.step("output that nobody reads any more is no error", async () => {
    const child = spawned(server, ["help"]);
    await child.stdout.cancel();
    const { code } = await child.status;
    assertEquals([code, await new Response(child.stderr).text()], [0, ""]);
  });
});

/** Modules that Deno reads for one: types and computed names are not. */
async function modulesOf(path: string, found: Set<string>): Promise<void> {
  if (found.has(path)) return;
  found.add(path);
  const text = await Deno.readTextFile(path);
  const names = [
    ...text.matchAll(/^(?:im|ex)port (?!type\b)[^;]*?from "([^"]+)"/gms),
    ...text.matchAll(/(?<!typeof )\bimport\(\s*"([^"]+)"\s*\)/g),
  ].map(([, name]) => name!).filter((name) => name.startsWith("."));
  for (const name of names) {
    await modulesOf(new URL(name, `file://${path}`).pathname, found);
  }
}

Deno.test("ant ls has Deno read neither the server nor the protocol of agents", async () => {
  const found = new Set<string>();
  await modulesOf(`${ROOT}cli/main.ts`, found);

  const names = [...found].map((path) => path.slice(ROOT.length));
  const heavy = names.filter((name) =>
    /^(main\.ts|boot|web|mcp|scheduler\/(adapters|core|policy))\b/.test(name)
  );
  assert(names.includes("cli/verbs/look/ls.ts"));
  assertEquals(heavy, []);
});

/** What a program prints; `null` where there is no such program. */
async function printedBy(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<string | null> {
  try {
    const { stdout } = await new Deno.Command(program, {
      args: [...args],
      env,
      stderr: "null",
    }).output();
    return new TextDecoder().decode(stdout);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}
