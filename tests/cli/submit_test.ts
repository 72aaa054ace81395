import { assert, assertEquals, assertMatch } from "@std/assert";
import { specSchema } from "../../cli/spec/spec_schema.ts";
import { untilBoard } from "../helpers/board.ts";
import { aServer, type TestServer } from "../helpers/server.ts";
import { json, told } from "./an_ant.ts";
import { broken } from "./output_schema.ts";

const SCHEMA = new URL("../../docs/ant-spec.schema.json", import.meta.url);

async function aFile(
  server: TestServer,
  name: string,
  text: string,
): Promise<string> {
  await Deno.writeTextFile(`${server.dir}/tmp/${name}`, text);
  return `tmp/${name}`;
}

async function taskOf(server: TestServer, id: string) {
  return await (await server.fetch(`/api/v1/tasks/${id}`)).json();
}

Deno.test("docs/ant-spec.schema.json is what ant submit --schema prints", async () => {
  const { out } = await told(null, ["submit", "--schema"]);
  const published = JSON.parse(await Deno.readTextFile(SCHEMA));

  assertEquals(JSON.parse(out), JSON.parse(JSON.stringify(specSchema())));
  // An option that is new stands there with the next publication.
  assertEquals(broken(published, specSchema()), []);
});

Deno.test("ant submit and ant batch", async (t) => {
  await using server = await aServer({ gpus: 2 });
  const ant = (...args: string[]) => told(server, args);

  await t.step("reads YAML, and the command line counts more", async () => {
    const file = await aFile(
      server,
      "one.yaml",
      [
        "name: from-yaml",
        "command: |",
        "  echo a",
        "  echo b",
        "gpus: 1",
        "hold: true",
        "priority: low",
        "env: {A: 1, B: two}",
        "tag: [x]",
        "gpu-type: [h100, a100]",
      ].join("\n"),
    );

    const { code, out } = await ant(
      ...["submit", file, "--priority", "high", "--tag", "y"],
    );

    assertEquals([code, out], [0, "from-yaml\n"]);
    const { command, options, envar, tags } = await taskOf(server, "from-yaml");
    assertEquals(command, `eval "$(printf 'echo a\\necho b')"`);
    assertEquals(options, {
      gpuType: "h100,a100",
      hold: "true",
      priority: "high",
    });
    assertEquals([envar.A, envar.B, tags], ["1", "two", ["x", "y"]]);
  });

  await t.step(
    "reads TOML with many tasks, and what they have in common",
    async () => {
      const file = await aFile(
        server,
        "many.toml",
        [
          "gpus = 0",
          'tag = "all"',
          "[[tasks]]",
          'name = "t1"',
          'command = "true"',
          "[[tasks]]",
          'name = "t2"',
          'command = "exit 1"',
          'tag = "second"',
        ].join("\n"),
      );

      const { code, body } = await json(server, ["submit", file, "--wait"]);

      assertEquals([code, body.ids], [1, ["t1", "t2"]]);
      assertEquals((await taskOf(server, "t2")).tags, ["all", "second"]);
    },
  );

  await t.step("tells everything wrong by line and column", async () => {
    const of = async (name: string, text: string) =>
      await ant("submit", await aFile(server, name, text));

    const syntax = await of("a.yaml", "command: x\n  gpus: : 1\n");
    const keys = await of("b.yaml", "command: x\ngpu: 1\nhold: maybe\n");
    const absent = await of("c.yaml", "tasks:\n  - gpus: 1\n");
    const server1 = await of("d.yaml", "command: x\npriority: top\n");
    const server2 = await of(
      "e.toml",
      '[[tasks]]\ncommand = "x"\n[[tasks]]\ncommand = "y"\nbegin = "soon"\n',
    );
    const here = await of(
      "g.yaml",
      "tasks:\n  - command: x\n    gpus: two\n  - command: y\n    env: [NOWHERE]\n",
    );
    const toml = await of("f.toml", 'command = "x\n');
    const none = await ant("submit", "tmp/none.yaml");

    assertMatch(syntax.err, /a\.yaml", line 1, column 10: /);
    assertMatch(
      keys.err,
      /b\.yaml:2:1: there is no key "gpu", did you mean "gpus"/,
    );
    assertMatch(keys.err, /b\.yaml:3:1: "hold" must be true or false/);
    assertMatch(absent.err, /c\.yaml:2:5: "command" is missing/);
    assertMatch(server1.err, /d\.yaml:2:1: .*"top" is no priority/);
    assertMatch(server2.err, /e\.toml:5:1: .*"soon" is no time/);
    assertMatch(here.err, /g\.yaml:3:5: Cannot read "--gpus two"/);
    assertMatch(here.err, /g\.yaml:5:5: Cannot take variable "NOWHERE"/);
    assertMatch(toml.err, /f\.toml", line 1, column \d+: /);
    const codes = [syntax, keys, absent, server1, server2, toml, none];
    assertEquals(codes.map(({ code }) => code), [2, 2, 2, 2, 2, 2, 3]);
  });

  await t.step(
    "takes what ant run --save-spec wrote, in both forms",
    async () => {
      for (const form of ["yaml", "toml"]) {
        const file = `tmp/saved.${form}`;
        const saved = await ant(
          ...["run", "--dry-run", "--save-spec", file, "-n", `saved-${form}`],
          ...[
            "--hold",
            "--env",
            "A=b c",
            "--retries",
            "2",
            "--",
            "echo",
            "a b",
          ],
        );
        const { code } = await ant("submit", file);

        assertEquals([saved.code, code], [0, 0]);
        const { mode } = await Deno.stat(`${server.dir}/${file}`);
        assertEquals((mode ?? 0) & 0o777, 0o600); // It may hold secrets.
        const task = await taskOf(server, `saved-${form}`);
        assertEquals(task.command, "echo 'a b'");
        assertEquals(task.options, { hold: "true", retries: "2" });
        assertEquals(task.envar.A, "b c");
      }
      assertEquals((await ant("run", "--save-spec", "x", "--", "y")).code, 2);
    },
  );

  await t.step(
    "runs a script with its directives, and names what it ignores",
    async () => {
      const file = await aFile(
        server,
        "job.sh",
        [
          "#!/bin/bash -e",
          "#ANT --name scripted --env 'WORD=two words'  # a remark",
          "#SBATCH -J slurm --gres=gpu:2 -p long",
          "#SBATCH --time=1-02 --nice=10 --output=x.log",
          "#SBATCH --exclusive -N 1",
          "",
          'echo "$1/$WORD/$BASH_VERSION" >out.txt',
          "#ANT --gpus 9",
        ].join("\n"),
      );

      const { code, err } = await told(server, [
        "submit",
        file,
        "--wait",
        "--",
        "a b",
      ]);

      assertEquals(code, 0, err);
      const { nGpus, options } = await taskOf(server, "scripted");
      assertEquals([nGpus, options], [2, { priority: "low", timeout: "1d2h" }]);
      const written = await Deno.readTextFile(`${server.dir}/out.txt`);
      assertMatch(written, /^a b\/two words\/\d/);
      const ignored = [...err.matchAll(/^Ignored: #SBATCH (.*)$/gm)];
      assertEquals(ignored.map(([, flag]) => flag), [
        "--partition=long",
        "--output=x.log",
        "--exclusive",
        "--nodes=1",
      ]);
    },
  );

  await t.step(
    "tells the line of a directive that it cannot read",
    async () => {
      const file = await aFile(server, "bad.sh", "#!/bin/sh\n#ANT --gpuz 1\n");

      const { code, err } = await ant("submit", file);

      assertEquals(code, 2);
      assertMatch(err, /bad\.sh:2: Cannot read "--gpuz"/);
    },
  );

  await t.step("an array is a task of each number", async () => {
    const { body } = await json(server, [
      ...["run", "-n", "arr", "-a", "1-5:2%1", "--wait", "--"],
      "test $ANT_ARRAY_ID = $SLURM_ARRAY_TASK_ID",
    ]);

    assertEquals(body.ids.length, 3);
    assertEquals(body.ended.map(({ state }: { state: string }) => state), [
      ...["succeeded", "succeeded", "succeeded"],
    ]);
    assertMatch(
      (await taskOf(server, body.ids[0])).options.atMost,
      /^1@sweep-/,
    );
    assertEquals((await ant("run", "-a", "3-1", "--", "x")).code, 2);
  });

  await t.step("batch queues each line, all or none", async () => {
    const good = await aFile(
      server,
      "jobs.txt",
      "# two\necho 1\nant_task_id=named echo 2\n",
    );
    const bad = await aFile(
      server,
      "bad.txt",
      "echo 1\nant_gpu_typ=x echo 2\n",
    );

    const queued = await json(server, ["batch", good, "--tag", "b", "--wait"]);
    const refused = await ant("batch", bad);

    assertEquals([queued.code, queued.body.ids.length], [0, 2]);
    assert(queued.body.ids.includes("named"));
    assertEquals((await taskOf(server, "named")).tags, ["b"]);
    assertEquals(refused.code, 2);
    assertMatch(refused.err, /line 2/);
  });
  await untilBoard(server, ({ active }) => active.length === 0);
});
