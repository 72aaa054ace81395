import { assert, assertEquals, assertMatch } from "@std/assert";
import { START_FAILURES } from "../../config/start_error.ts";
import { Scene } from "../fixtures/nvidia_smi/scene.ts";
import { aFolder, namesIn } from "./folders.ts";
import { refusal } from "./refusal.ts";

Deno.test("a start with GPU ids names the program that is missing, and how to do without", async () => {
  const line = await refusal("noDriver", {
    gpus: null,
    args: ["0,1"],
    env: { ANT_NVIDIA_SMI: "/nowhere/nvidia-smi" },
  });

  assertMatch(line, /GPUs 0, 1.*"\/nowhere\/nvidia-smi".*--simulate N/);
});

Deno.test("a start with GPU ids says what the driver complains about", async () => {
  await using scene = await Scene.of("two_gpus");
  await scene.play("mismatch");

  const line = await refusal("noDriver", {
    gpus: null,
    args: ["0"],
    env: { ANT_NVIDIA_SMI: scene.program },
  });

  assertMatch(line, /Driver\/library version mismatch/);
});

Deno.test("a start with a GPU that does not exist lists those that do", async () => {
  await using scene = await Scene.of("two_gpus");

  const line = await refusal("unknownGpu", {
    gpus: null,
    args: ["1,7"],
    env: { ANT_NVIDIA_SMI: scene.program },
  });

  assertMatch(line, /GPU 7: this machine has 0, 1/);
});

for (
  const [failure, args, says] of [
    ["gpuIds", ["0,1,0"], /0 stands twice/],
    ["gpuIds", ["0,one"], /"one" is no GPU id/],
    ["usage", ["--prot=1"], /"--prot".*perhaps "--port"/],
    ["usage", ["--config"], /"--config": its value is missing/],
    ["port", ["--port=66000"], /port "66000" of --port.*0 to 65535/],
    ["port", ["--api-port=five"], /port "five" of --api-port/],
    ["configFile", ["--config=/nowhere.json"], /"\/nowhere.json": there is no/],
    ["address", ["--host=203.0.113.7"], /203\.0\.113\.7:\d+.*with --host/],
  ] as const
) {
  Deno.test(`a start with ${args.join(" ")} is refused in one line`, async () => {
    const gpus = args[0].startsWith("--") ? 4 : null;
    assertMatch(await refusal(failure, { gpus, args }), says);
  });
}

for (
  const [options, says] of [
    [{ "ant_retry": 2 }, /"ant_retry" in DEFAULT_options: it can be one of/],
    [{ "ant_timeout": "soon" }, /"ant_timeout" in DEFAULT_options/],
    [{ "ant_after": "a" }, /"ant_after" in DEFAULT_options: it can be one of/],
  ] as const
) {
  Deno.test(`a start with the default options ${JSON.stringify(options)} is refused`, async () => {
    const config = { "DEFAULT_options": options };
    assertMatch(await refusal("config", { config }), says);
  });
}

Deno.test("--no-auth without --host is refused where others could reach it", async () => {
  const run = new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "-A", new URL("../../main.ts", import.meta.url).pathname],
      ...["--simulate", "1", "--no-auth", "--port=0", "--api-port=0"],
    ],
    cwd: "/",
  });

  const { code, stdout, stderr } = await run.output();

  assertEquals(code, START_FAILURES.notPermitted.exitCode);
  assertEquals(new TextDecoder().decode(stdout), "");
  assertMatch(
    new TextDecoder().decode(stderr),
    /^Cannot start with --no-auth on 0\.0\.0\.0: [^\n]*--host 127\.0\.0\.1[^\n]*\n$/,
  );
});

for (
  const [what, source, failure, says] of [
    [
      "an unknown key",
      '{"RECOVERY_state_fle": "x"}',
      "config",
      /no key "RECOVERY_state_fle", perhaps "RECOVERY_state_file"/,
    ],
    [
      "a wrong type",
      '{"step_interval": "fast"}',
      "config",
      /"step_interval" must be .*, not "fast"/,
    ],
    [
      "a comma too many",
      '{\n  "frontend_port": 1,\n}',
      "config",
      /not JSON at line 3, column 1/,
    ],
    [
      "a port out of range",
      '{"backend_port": 70000}',
      "port",
      /"backend_port" must be .*, not 70000/,
    ],
  ] as const
) {
  Deno.test(`a config file with ${what} is refused in one line`, async () => {
    const path = await Deno.makeTempFile({ suffix: ".json" });
    await Deno.writeTextFile(path, source);
    const args = ["--config", path];

    assertMatch(await refusal(failure, { args }), says);
    await Deno.remove(path);
  });
}

for (
  const [door, option] of [["frontend", "--port"], [
    "backend",
    "--api-port",
  ]] as const
) {
  Deno.test(`a start whose ${door}_port is in use names ${option}, and leaves nothing`, async () => {
    await using folder = await aFolder();
    using held = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    const { port } = held.addr as Deno.NetAddr;

    const line = await refusal("portInUse", {
      config: {
        [`${door}_port`]: port,
        LOGGER_log_dir: `${folder.dir}/logs`,
      },
    });

    assertMatch(line, new RegExp(`127\\.0\\.0\\.1:${port}.*with ${option}$`));
    assertEquals(await namesIn(folder.dir), []);
  });
}

for (
  const [where, dir] of [
    ["under a file", "/etc/passwd/logs"],
    ["where the kernel allows none", "/proc/ant_logs"],
  ] as const
) {
  Deno.test(`a log folder ${where} is refused with the reason`, async () => {
    const line = await refusal("logDir", { config: { LOGGER_log_dir: dir } });

    assert(line.includes(`log folder "${dir}"`), line);
    assertMatch(line, /name another with --log-dir/);
  });
}

Deno.test("an unwritable folder of the recovery file is refused with the reason", async () => {
  const file = "/proc/ant/state.json";

  const line = await refusal("stateFile", {
    config: { RECOVERY_state_file: file },
  });

  assert(line.includes(file) && line.includes("RECOVERY_state_file"), line);
});
