import { assertEquals, assertMatch } from "@std/assert";
import { checkPackaging } from "../../packaging/compile.ts";
import { makeDist } from "../../packaging/dist.ts";
import { mustRun, runProgram } from "../../packaging/run_program.ts";
import { untilEnded } from "../helpers/board.ts";
import { aGate } from "../helpers/gate.ts";
import { aServer } from "../helpers/server.ts";
import { logPage, opens, queue, wroteLine } from "./asking.ts";
import { aStage, sees } from "./stage.ts";

/** What README.md promises; the newest is what the tests run with. */
const OLDEST_DENO = "2.6.0";

/** The tar of `deno task dist`, unpacked into an empty folder. */
async function unpacked(): Promise<string> {
  const dir = await Deno.makeTempDir({ prefix: "ant-packages-" });
  const tar = await makeDist(dir);
  await mustRun("tar", ["--extract", "--file", tar, "--directory", dir]);
  return tar.replace(/\.tar\.gz$/, "");
}

Deno.test("what deno task dist packs is a whole server", async (test) => {
  const folder = await unpacked();
  const launcher = `${folder}/ant`;
  const env = { "ANT_DENO": Deno.execPath() };
  {
    const program = [launcher, "serve"] as const;
    // HTTPS, as it is by default, makes its certificate first.
    const https = true;
    await using stage = await aStage(test, { gpus: 1, program, env, https });

    await stage.scene(
      "its pages live, its tasks run, and its logs are searched",
      async ({ page, server }) => {
        await opens(page, "/create_task#queue");
        await sees(page.getByText("The queue is empty"));
        await using gate = await aGate();
        const command = "printf 'a Nee%s\\n' dle";
        await queue(
          server,
          { id: "holder", command: gate.wait, gpus: 1 },
          { id: "packed", command, gpus: 1 },
        );
        await sees(page.getByText("needs 1 GPU, 0 free"));
        await gate.open();
        const [task] = await untilEnded(server, ["packed"]);
        assertEquals(task!.end?.exitCode, 0);

        await opens(page, logPage("packed"));
        await sees(wroteLine(page, "packed", "a Needle"));
        await page.getByRole("searchbox", { name: "Search" }).fill("needle");

        await sees(page.locator(".hits").getByText(/1 hit/));

        const spec = `${server.dir}/task.yaml`;
        await Deno.writeTextFile(spec, "command: echo from YAML\n");
        const { said } = await runProgram(
          launcher,
          ["submit", spec, "--dry-run"],
          {
            env: {
              ...env,
              "ANT_URL": server.apiUrl,
              "ANT_TOKEN": server.token,
            },
          },
        );
        assertMatch(said, /command +echo from YAML/);
      },
    );
  }

  await test.step("the licenses of its packages are with it", async () => {
    const texts = await Deno.readTextFile(`${folder}/THIRD_PARTY_LICENSES.txt`);
    assertMatch(texts, /^preact \d[\d.]*\n=+\n\n.*MIT/ms);
  });

  await test.step("its launcher says what to do where npm is missing", async () => {
    const empty = await Deno.makeTempDir({ prefix: "ant-path-" });
    for (const name of ["readlink", "dirname"]) {
      await Deno.symlink(`/usr/bin/${name}`, `${empty}/${name}`);
    }

    const { success, said } = await runProgram("/bin/sh", [launcher], {
      env: { PATH: empty, "ANT_DENO": "" },
    });

    assertEquals(success, false);
    assertMatch(said, /^Cannot find npm: install Node\.js; or set ANT_DENO/);
  });

  await test.step("its launcher gets the Deno that it names from npm, and the oldest one does", async () => {
    const wanted = { private: true, dependencies: { deno: OLDEST_DENO } };
    await Deno.writeTextFile(`${folder}/package.json`, JSON.stringify(wanted));
    const first = await runProgram(launcher, ["--version"]);
    assertMatch(first.said, /Installing Deno from npm/);
    const second = await runProgram(launcher, ["--version"]);
    assertMatch(second.said, /^ANT \d\S*\n$/);

    await using server = await aServer({
      gpus: 1,
      program: [launcher, "serve"],
    });
    await queue(server, { id: "old", command: "echo done", gpus: 1 });
    const ended = await untilEnded(server, ["old"]);

    assertEquals(ended[0]!.end?.exitCode, 0);
    const home = await server.fetch("/home");
    assertMatch(await home.text(), /<title>/);
    assertEquals(await server.stop(), 0);
  });

  await test.step("deno task compile embeds every file of it", async () => {
    await Deno.remove(`${folder}/node_modules`, { recursive: true });

    const said = await checkPackaging(`${folder}/app`);

    assertMatch(said, /^Packaging check: ok, \d{3} files embedded$/);
  });
});
