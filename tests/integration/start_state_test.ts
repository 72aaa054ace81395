import { assert, assertEquals, assertMatch } from "@std/assert";
import { aServer } from "../helpers/server.ts";
import { aFolder, modeOf, modesIn, namesIn } from "./folders.ts";
import { refusal, refusalOf } from "./refusal.ts";
import { ask, dataOf } from "./requests.ts";

const FIXTURES = new URL("../fixtures/", import.meta.url).pathname;

for (
  const [what, text] of [
    ["is no JSON", '{"version": 2, "sessions": ['],
    ["is empty", ""],
    ["is of a later version", '{"version": 3, "sessions": []}'],
    ["is not UTF-8", "\xff"],
  ] as const
) {
  Deno.test(`a recovery file that ${what} ends the start, and is left alone`, async () => {
    await using folder = await aFolder();
    const file = `${folder.dir}/state.json`;
    const bytes = Uint8Array.from(text, (char) => char.charCodeAt(0));
    await Deno.writeFile(file, bytes);

    const line = await refusal("stateFile", {
      config: { LOGGER_log_dir: folder.dir, RECOVERY_state_file: file },
    });

    assert(line.includes(`"${file}"`), line);
    assertEquals(await Deno.readFile(file), bytes);
    assertEquals(await namesIn(folder.dir), ["state.json", "state.json.lock"]);
  });
}

Deno.test("a second server on the same recovery file is refused, and names the first one's pid", async () => {
  await using server = await aServer();

  const line = await refusal("stateFile", {
    config: {
      LOGGER_log_dir: `${server.dir}/logs`,
      RECOVERY_state_file: `${server.dir}/logs/ant_recovery_state.json`,
    },
  });

  assertMatch(line, new RegExp(`the server with pid ${server.pid} `));
  assertEquals((await ask(server, "/api/")).status, 200);
});

Deno.test("HTTPS is served with a certificate made at the first start, whose key is private", async () => {
  await using server = await aServer({ https: true });
  const made = await Deno.readTextFile(`${server.dir}/cert/cert.pem`);

  assertEquals((await ask(server, "/api/")).status, 200);
  assertEquals(await modesIn(`${server.dir}/cert`), {
    "cert.pem": "644",
    "key.pem": "600",
  });
  assertEquals(await server.stop(), 0);
  await using again = await server.again();
  assertEquals(await Deno.readTextFile(`${again.dir}/cert/cert.pem`), made);
});

for (
  const [what, files, says] of [
    ["half a pair", { "key.pem": "x" }, /cert\.pem" is missing; put it there/],
    [
      "a certificate that is none",
      { "cert.pem": "x", "key.pem": "-----BEGIN PRIVATE KEY-----" },
      /cert\.pem": it holds no certificate/,
    ],
    [
      "an unreadable certificate",
      { "cert.pem/folder": "", "key.pem": "x" },
      /cert\.pem": .*name another folder with --cert-path/,
    ],
  ] as const
) {
  Deno.test(`a start with ${what} is refused, and starts nothing`, async () => {
    await using folder = await aFolder();
    for (const [name, text] of Object.entries(files)) {
      const path = `${folder.dir}/${name}`;
      await Deno.mkdir(path.replace(/\/[^/]*$/, ""), { recursive: true });
      await Deno.writeTextFile(path, text);
    }
    const logs = `${folder.dir}/logs`;

    const line = await refusal("certificate", {
      https: true,
      args: ["--cert_path", folder.dir],
      config: { LOGGER_log_dir: logs, RECOVERY_state_file: `${logs}/state` },
    });

    assertMatch(line, says);
    assertEquals((await namesIn(folder.dir)).includes("logs"), false);
  });
}

Deno.test("a key of another certificate is refused, and both files are named", async () => {
  await using one = await aServer({ https: true });
  await using other = await aServer({ https: true });
  await one.stop();
  await Deno.copyFile(`${other.dir}/cert/key.pem`, `${one.dir}/cert/key.pem`);

  const line = await refusalOf("certificate", () => one.again());

  assertMatch(line, /"[^"]+cert\.pem" with "[^"]+key\.pem": .*KeyMismatch/);
});

Deno.test("the first lines tell version, GPUs, addresses, folders and the sign-in link", async () => {
  await using server = await aServer({ gpus: 2 });
  const lines = server.printed().split("\n");
  const logs = `${server.dir}/logs`;

  assertMatch(lines[0]!, /^ANT \d+\.\d+\.\d+$/);
  assertEquals(lines[1], "GPUs       0,1 (Simulated H100 80GB)");
  assertEquals(lines[2], `Dashboard  ${server.url}`);
  assertEquals(lines[3], `API        ${server.apiUrl}`);
  assertMatch(lines[4]!, /^Logs {7}.*\/logs\/\d\d_\d\d_\d{4}_\d\d_\d\d_\d\d$/);
  assertEquals(lines[5], `Recovery   ${logs}/ant_recovery_state.json`);
  assertEquals(lines[6], `Sign in    ${server.url}/?token=${server.token}`);
  assertEquals(lines.length, 8);
});

Deno.test("what a server keeps is for its owner alone, a token made anew included", async () => {
  await using server = await aServer({ env: { ANT_TOKEN: "" } });
  const logs = `${server.dir}/logs`;
  const token = (await Deno.readTextFile(`${logs}/ant_token`)).trim();
  const headers = { authorization: `Bearer ${token}` };
  for (
    const [path, body] of [
      ["create_task", { "task_id": "task", command: "true" }],
      ["save_envar_slot", { "slot_index": 0, name: "one", envar: { A: "1" } }],
    ] as const
  ) {
    const init = { method: "POST", headers, body: JSON.stringify(body) };
    assertEquals((await ask(server, `/api/${path}`, init)).status, 200);
  }
  await server.stop();

  const modes = await modesIn(logs);
  const folder = Object.keys(modes).find((name) => /^\d\d_/.test(name))!;
  const folders = [folder, "ant_recovery_state.json.runs"];
  assertEquals(await modeOf(logs), "700");
  for (const [name, mode] of Object.entries(modes)) {
    const expected = folders.includes(name) ? "700" : "600";
    assertEquals([name, mode], [name, expected]);
  }
  assertEquals(await modesIn(`${logs}/${folder}`), {
    "runner.log": "600",
    "task.log": "600",
  });
  assert(token.length >= 43, "the token is too short to be safe");
  assert(Object.keys(modes).includes("ant_envar_slots.json"));
});

Deno.test("ANT 1.1.0's own config file starts unchanged, and keys without effect are named once", async () => {
  const sample = JSON.parse(
    await Deno.readTextFile(`${FIXTURES}config/ant_1_1_0.json`),
  );
  const { backend_port: _, frontend_port: __, ...config } = sample;
  await using server = await aServer({ config });
  const notices = server.printed().match(/^Notice.*$/gm) ?? [];

  assertEquals(notices.length, 1);
  assertMatch(notices[0]!, /HANDLER_pipe_to_file.*VISUALIZER_log_max_width/);
  assertMatch(server.printed(), /^Logs {7}\.\/ant_runner_logs\/\d/m);
  assertEquals((await ask(server, "/api/")).status, 200);
});

Deno.test("ANT 1.1.0's recovery file is offered, and its history kept", async () => {
  await using folder = await aFolder();
  const file = `${folder.dir}/state.json`;
  await Deno.copyFile(`${FIXTURES}recovery/ant_1_1_0.json`, file);
  await using server = await aServer({
    config: { RECOVERY_state_file: file },
  });

  const data = await dataOf(server, "/api/recovery_state");

  assertEquals(data.pending, true);
  assertEquals(data.session_count >= 1, true);
  assertEquals(data.ongoing.length + data.queued.length > 0, true);
});
