import { assertEquals, assertRejects } from "@std/assert";
import { parseArguments, type StartArguments } from "./arguments.ts";
import { type Config, loadConfig } from "./config.ts";
import { factsOf } from "./expectation.ts";
import { CONFIG_KEYS, LEGACY_KEYS } from "./schema.ts";
import { StartError } from "./start_error.ts";

/** The sample of ANT 1.1.0's readme. */
const ANT_SAMPLE = {
  "backend_port": 5000,
  "frontend_port": 6060,
  "step_interval": 1,
  "logger": "default_logger",
  "loader": "memory_loader",
  "handler": "subprocess_handler",
  "runner": "gpu_runner",
  "visualizer": "flask_visualizer",
  "RUNNER_default_n_gpus": 0,
  "RECOVERY_enabled": true,
  "RECOVERY_state_file": "./ant_runner_logs/ant_recovery_state.json",
  "LOGGER_log_dir": "./ant_runner_logs",
  "LOGGER_log_to_file": true,
  "LOGGER_log_to_stdout": true,
  "LOGGER_level": 0,
  "ADGS_enabled": false,
  "ADGS_usage_threshold": 0.5,
  "ADGS_mem_threshold": 0.5,
  "MONITORING_history_size": 300,
  "MONITORING_refresh_interval": 1,
  "MONITORING_smoother_alpha": 0.1,
  "HANDLER_pipe_to_file": true,
  "VISUALIZER_log_max_height": 20,
  "VISUALIZER_log_max_width": "inf",
  "VISUALIZER_terminal_win_height": 20,
  "VISUALIZER_ongoing_output_line_control_enabled": true,
  "VISUALIZER_completed_output_line_control_enabled": true,
  "VISUALIZER_completed_output_default_lines": 50,
  "VISUALIZER_output_min_lines": 1,
  "VISUALIZER_output_max_lines": 10,
  "VISUALIZER_view_log_max_lines": 200,
};

/** What ANT shipped after 1.1.0, where it differs from the sample. */
const ANT_NEWEST = {
  ...ANT_SAMPLE,
  "FRONTEND_protocol": "http",
  "ENVVAR_slot_count": 8,
  "ENVVAR_slot_file": "./ant_runner_logs/ant_envar_slots.json",
  "TERMINAL_enabled": true,
  "TERMINAL_shell": "/bin/bash",
  "TERMINAL_working_directory": "~",
  "VISUALIZER_log_max_height": 40,
  "VISUALIZER_output_max_lines": 40,
};

function load(line: string, file: object | string, env = {}): Promise<Config> {
  const args = parseArguments(line.split(" ").filter((word) => word !== ""));
  const source = typeof file === "string" ? file : JSON.stringify(file);
  return loadConfig(args as StartArguments, env, () => Promise.resolve(source));
}

async function refusal(line: string, file: object | string, env = {}) {
  const error = await assertRejects(() => load(line, file, env), StartError);
  assertEquals(error.message.includes("\n"), false);
  return `${error.exitCode} ${error.message}`;
}

Deno.test("loadConfig() takes the readme's sample of ANT 1.1.0 unchanged, and names what has no effect", async () => {
  const config = await load("", ANT_SAMPLE);

  assertEquals(config.notices, [
    "These keys have no effect here: logger, loader, handler, runner, visualizer, HANDLER_pipe_to_file, VISUALIZER_log_max_height, VISUALIZER_log_max_width",
  ]);
  assertEquals(config.viewLogMaxLines, 200);
  assertEquals(
    config.stateFile,
    "./ant_runner_logs/ant_recovery_state.json",
  );
});

Deno.test("loadConfig() takes ANT's newest sample unchanged", async () => {
  const config = await load("", ANT_NEWEST);

  assertEquals(config.frontendProtocol, "http");
  assertEquals(config.outputMaxLines, 40);
});

Deno.test("config/default.json says what the schema's defaults say, and nothing without effect", async () => {
  const path = new URL("./default.json", import.meta.url);
  const file = JSON.parse(await Deno.readTextFile(path));
  const defaults = CONFIG_KEYS.filter((key) => !LEGACY_KEYS.has(key))
    .map((key) => [key, factsOf(key).defaultValue]);

  assertEquals(file, Object.fromEntries(defaults));
});

Deno.test("the defaults are those of ANT's readme", async () => {
  const ours = await load("", {});
  const ants = await load("", ANT_SAMPLE);
  const { origins, configFile, notices } = ants;
  const asWritten = { origins, configFile, notices, values: ants.values };

  assertEquals({ ...ours, ...asWritten }, ants);
  assertEquals(origins.get("step_interval"), "file");
  assertEquals(configFile, "config/default.json");
  assertEquals(notices.length, 1);
});

Deno.test("loadConfig() tells where each value comes from", async () => {
  const { origins, ...config } = await load(
    "--port 7000 --log-dir /var/log/ant --http",
    { frontend_port: 1, ADGS_enabled: true, MONITORING_nvidia_smi: "a" },
    { ANT_NVIDIA_SMI: "/opt/nvidia-smi" },
  );

  assertEquals(config.frontendPort, 7000);
  assertEquals(origins.get("frontend_port"), "argument");
  assertEquals(config.frontendProtocol, "http");
  assertEquals(config.nvidiaSmi, "/opt/nvidia-smi");
  assertEquals(origins.get("MONITORING_nvidia_smi"), "env");
  assertEquals(origins.get("ADGS_enabled"), "file");
  assertEquals(origins.get("backend_port"), "default");
  assertEquals(config.stateFile, "/var/log/ant/ant_recovery_state.json");
});

Deno.test("loadConfig() turns seconds into milliseconds", async () => {
  const config = await load("", {
    step_interval: 0.5,
    HANDLER_kill_grace: 2.5,
    MONITORING_refresh_interval: 3,
  });

  assertEquals(config.boardTickMs, 500);
  assertEquals(config.killGraceMs, 2500);
  assertEquals(config.refreshIntervalMs, 3000);
});

Deno.test("loadConfig() puts the home folder in the place of ~", async () => {
  const config = await load(
    "--cert-path ~/cert",
    { LOGGER_log_dir: "~", ENVVAR_slot_file: "~other/slots" },
    { HOME: "/home/ada" },
  );

  assertEquals(config.certDir, "/home/ada/cert");
  assertEquals(config.stateFile, "/home/ada/ant_recovery_state.json");
  assertEquals(config.envSlotFile, "~other/slots");
});

Deno.test("loadConfig() starts from the defaults where config/default.json is absent", async () => {
  const config = await loadConfig(
    parseArguments([]) as StartArguments,
    {},
    () => Promise.reject(new Deno.errors.NotFound()),
  );

  assertEquals(config.configFile, null);
  assertEquals(config.frontendPort, 6060);
});

Deno.test("loadConfig() refuses a config file that was asked for and is absent", async () => {
  const error = await assertRejects(
    () =>
      loadConfig(
        parseArguments(["--config", "/no/such.json"]) as StartArguments,
        {},
      ),
    StartError,
    'Cannot read config "/no/such.json": there is no such file',
  );

  assertEquals(error.exitCode, 66);
});

for (
  const [what, file, start] of [
    [
      "an unknown key",
      { fronted_port: 1 },
      '78 Cannot load config "config/default.json": there is no key "fronted_port", perhaps "frontend_port"',
    ],
    [
      "a wrong type",
      { ADGS_enabled: "yes" },
      '78 Cannot load config "config/default.json": "ADGS_enabled" must be true or false, not "yes"',
    ],
    [
      "a bad port",
      { backend_port: 70000 },
      '76 Cannot load config "config/default.json": "backend_port" must be an integer from 0 to 65535, not 70000',
    ],
    [
      "every fault at once",
      { step_interval: 0, RECOVERY_mode: "no", x: 1 },
      '78 Cannot load config "config/default.json": "step_interval" must be a number from 0.05 to 3600, not 0; "RECOVERY_mode" must be "ask" or "auto", not "no"; there is no key "x"',
    ],
    [
      "a runner of one's own",
      { runner: "my_runner" },
      '78 Cannot load config "config/default.json": "runner" must be "gpu_runner", not "my_runner"',
    ],
    [
      "an address of a webhook, which it does not print",
      { NOTIFY_webhooks: [{ name: "lab", url: "htp:/secret" }] },
      '78 Cannot load config "config/default.json": "NOTIFY_webhooks[0].url" is wrong: Invalid URL',
    ],
    [
      "a webhook with a key that there is not",
      { NOTIFY_webhooks: [{ name: "lab", url: "http://a/secret", to: "b" }] },
      '78 Cannot load config "config/default.json": "NOTIFY_webhooks[0]" is wrong: Unrecognized key: "to"',
    ],
    [
      "an address alone",
      { NOTIFY_webhooks: "https://a/secret" },
      '78 Cannot load config "config/default.json": "NOTIFY_webhooks" must be a list of objects, not a string',
    ],
    [
      "a file that is no object",
      [1],
      '78 Cannot load config "config/default.json": it must hold one JSON object',
    ],
    [
      "broken JSON",
      '{\n  "backend_port": 5000,\n}',
      '78 Cannot load config "config/default.json": not JSON at line 3, column 1, where "}" stands',
    ],
    [
      "panels that are less high at most than at least",
      { VISUALIZER_output_min_lines: 30 },
      '78 Cannot load config "config/default.json": "VISUALIZER_output_min_lines" is 30, more than',
    ],
    [
      "two listeners on one port",
      { frontend_port: 5000 },
      "76 Cannot use port 5000 twice",
    ],
  ] as const
) {
  Deno.test(`loadConfig() refuses ${what}`, async () => {
    const message = await refusal("", file);
    assertEquals(message.slice(0, start.length), start);
    assertEquals(message.includes("secret"), false);
  });
}

Deno.test("loadConfig() allows one port on two addresses", async () => {
  const config = await load("--host 10.0.0.1 --port 5000", {});
  assertEquals([config.frontendPort, config.backendPort], [5000, 5000]);
});

Deno.test("loadConfig() takes ANT_RECOVERY_MODE, but for what a file of --config says", async () => {
  const env = { "ANT_RECOVERY_MODE": "auto" };
  const ask = { "RECOVERY_mode": "ask" };
  const mode = async (line: string, file: object) =>
    (await load(line, file, env)).recoveryMode;

  assertEquals(await mode("", ask), "auto");
  assertEquals(await mode("--config own.json", {}), "auto");
  assertEquals(await mode("--config own.json", ask), "ask");
  await assertRejects(
    () => load("", {}, { "ANT_RECOVERY_MODE": "yes" }),
    StartError,
    'Cannot use ANT_RECOVERY_MODE: "yes" is neither ask nor auto',
  );
});

Deno.test("loadConfig() refuses --no-auth off loopback unless --host was given", async () => {
  const start = "77 Cannot start with --no-auth on 0.0.0.0";
  assertEquals((await refusal("--no-auth", {})).startsWith(start), true);
  const loopback = { "FRONTEND_host": "127.0.0.1" };
  assertEquals((await load("--no-auth", loopback)).authRequired, false);
  const open = await load("--no-auth --host 0.0.0.0", {});
  assertEquals(open.notices, [
    "--no-auth: whoever reaches this server can run commands",
  ]);
});

Deno.test("loadConfig() takes the token from the environment, unless it is weak, and never shows it", async () => {
  const token = "0123456789abcdef";
  assertEquals((await load("", {}, { ANT_TOKEN: token })).token, token);
  assertEquals((await load("", {})).token, null);
  const short = await refusal("", {}, { ANT_TOKEN: "hunter2" });
  assertEquals(
    short,
    "78 Cannot use ANT_TOKEN: it has 7 characters, give it 16 or more",
  );
  const blank = await refusal("", {}, { ANT_TOKEN: "0123456789 abcdef" });
  assertEquals(blank.includes("0123456789"), false);
});
