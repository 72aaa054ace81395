import { assertEquals } from "@std/assert";
import { checkEnvar, processEnv } from "./envar.ts";
import { Issues } from "./issues.ts";
import { composedCommand, launchPlan } from "./launch_plan.ts";

const place = { home: "/home/ada", shell: "/bin/bash" };

Deno.test("launchPlan() hands the command to the shell untouched", () => {
  const plan = launchPlan(`echo "$HOME" && b; c`, { A: "$(x)" }, place);

  assertEquals(plan, {
    argv: ["/bin/bash", "-c", `echo "$HOME" && b; c`],
    runsShell: true,
    cwd: null,
    env: { A: "$(x)" },
  });
});

Deno.test("launchPlan() starts in the working folder, home expanded", () => {
  const cwdOf = (folder: string | null) =>
    launchPlan("x", { ant_wd: folder }, place).cwd;

  assertEquals(cwdOf("~"), "/home/ada");
  assertEquals(cwdOf("~/in put"), "/home/ada/in put");
  assertEquals(cwdOf("./"), "./");
  assertEquals(cwdOf("/a/~"), "/a/~");
  assertEquals(cwdOf("~bob"), "~bob");
  for (const nothing of [null, "", "  ", "None", "NULL"]) {
    assertEquals(cwdOf(nothing), null);
  }
});

Deno.test("launchPlan() runs the whole command inside conda", () => {
  const command = "a && b; c";

  const byName = launchPlan(command, { ant_conda_env: "e" }, place);
  const byPath = launchPlan(command, {
    ant_conda_env: "e",
    ant_conda_env_path: "~/envs/p",
    ant_conda_path: "~/conda/bin/conda",
  }, place);

  const shell = ["/bin/bash", "-c", command];
  assertEquals(
    [...byName.argv],
    ["conda", "run", "--live-stream", "-n", "e", ...shell],
  );
  assertEquals([...byPath.argv], [
    "/home/ada/conda/bin/conda",
    "run",
    "--live-stream",
    "-p",
    "/home/ada/envs/p",
    ...shell,
  ]);
  assertEquals(byPath.env, {});
});

Deno.test("composedCommand() writes one quoted line and masks secrets", () => {
  const envar = { FOO: "it's", HF_TOKEN: "hf_123", N: 2, "ant_wd": "~/a b" };

  assertEquals(
    composedCommand("python a.py", envar, place),
    `export FOO='it'\\''s' HF_TOKEN='********' N=2; ` +
      `cd '/home/ada/a b' && python a.py`,
  );
  assertEquals(
    composedCommand("a; b", { ant_conda_env: "e" }, place),
    "conda run --live-stream -n e /bin/bash -c 'a; b'",
  );
});

Deno.test("processEnv() writes text as it is and the rest as JSON", () => {
  assertEquals(
    processEnv({
      S: "a b",
      N: 0.5,
      T: true,
      O: { k: [1, null] },
      UNSET: null,
      EMPTY: "",
      ant_wd: "/x",
      ant_task_id: "y",
    }),
    { S: "a b", N: "0.5", T: "true", O: '{"k":[1,null]}', EMPTY: "" },
  );
});

Deno.test("checkEnvar() refuses what no process can be given", () => {
  const issues = new Issues();
  const envar = {
    "": 1,
    "A=B": 1,
    "A\0": 1,
    C: "x\0",
    D: { deep: "fine\0" },
    E: "e".repeat(200_000),
    "ant_wd": ["/a"],
    ok: { any: [1] },
  };

  checkEnvar(envar, (key) => ({ field: key }), issues);

  assertEquals(issues.list.map(({ field }) => field), [
    "",
    "A=B",
    "A\0",
    "C",
    "E",
    "ant_wd",
  ]);
});
