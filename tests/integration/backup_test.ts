import { assertEquals, assertMatch } from "@std/assert";
import { untilBoard, untilEnded } from "../helpers/board.ts";
import { aGate } from "../helpers/gate.ts";
import { aServer, type TestServer } from "../helpers/server.ts";
import { aFolder, modeOf, namesIn } from "./folders.ts";
import { submit } from "./requests.ts";

const CLI = new URL("../../cli/main.ts", import.meta.url).pathname;

/** Runs `ant` against a server, in its folder. */
async function ant(
  server: TestServer,
  args: readonly string[],
  token = server.token,
) {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--frozen", CLI, ...args],
    cwd: server.dir,
    env: { "ANT_URL": server.url, "ANT_TOKEN": token },
    stdin: "null",
  }).output();
  const [out, err] = [stdout, stderr].map((bytes) =>
    new TextDecoder().decode(bytes).trim()
  );
  return { code, out: out!, err: err! };
}

Deno.test("ant backup saves a server at work, and ant restore brings it back elsewhere", async () => {
  await using gate = await aGate();
  await using server = await aServer({ gpus: 1 });
  await submit(server, "done", { command: "true", gpus: 1 });
  await untilEnded(server, ["done"]);
  await submit(server, "going", { command: gate.wait, gpus: 1 });
  await submit(server, "waiting", { command: "true", gpus: 1 });
  await untilBoard(server, ({ active }) => active[0]?.state === "running");
  const made = await ant(server, ["token", "create", "alice"]);
  const alice = made.out;

  const backup = await ant(server, ["backup", "saved.json"]);
  assertEquals(backup.code, 0, backup.err);
  assertEquals(await modeOf(`${server.dir}/saved.json`), "600");
  await Deno.chmod(`${server.dir}/saved.json`, 0o644);
  await Deno.rename(`${server.dir}/saved.json`, `${server.dir}/saved.json.tmp`);
  await ant(server, ["backup", "saved.json"]);
  assertEquals(await modeOf(`${server.dir}/saved.json`), "600");
  const nowhere = await ant(server, ["backup", "no/such/folder.json"]);
  assertEquals(nowhere.code, 1);
  assertMatch(nowhere.err, /^ant: Cannot write ".*no\/such\/folder\.json": /);
  const refused = await ant(server, ["backup", "hers.json"], alice);
  assertEquals(refused.code, 4, refused.err);
  const busy = await ant(server, [
    ...["restore", "saved.json", "--folder", "logs"],
  ]);
  assertMatch(busy.err, /the server with pid \d+ already does/);

  await using folder = await aFolder();
  const target = `${folder.dir}/logs`;
  const restored = await ant(server, [
    ...["restore", "saved.json", "--folder", target],
  ]);
  assertEquals(restored.code, 0, restored.err);
  const again = await ant(server, [
    ...["restore", "saved.json", "--folder", target],
  ]);
  assertMatch(again.err, /it holds .*ant_recovery_state\.json/);
  const replaced = await ant(server, [
    ...["restore", "saved.json", "--folder", target, "--replace"],
  ]);
  assertEquals(replaced.code, 0, replaced.err);
  assertEquals(
    (await namesIn(target)).filter((name) => name.endsWith("restore")).length,
    2,
  );

  await gate.open();
  await untilEnded(server, ["going", "waiting"]);
  await using other = await aServer({
    gpus: 1,
    config: {
      "RECOVERY_state_file": `${target}/ant_recovery_state.json`,
      "RECOVERY_mode": "auto",
    },
  });
  const tasks = await (await other.fetch("/api/v1/tasks?limit=10")).json();
  assertEquals(
    tasks.tasks.map(({ id }: { id: string }) => id).sort(),
    ["done", "waiting"],
  );
  // It was at work then, and its process is none of this server's.
  const left = await (await other.fetch("/api/v1/recovery")).text();
  assertMatch(left, /"id":"going"/);
  const me = await other.fetch("/api/v1/me", {
    headers: { authorization: `Bearer ${alice}` },
  });
  assertEquals((await me.json()).name, "alice");
});

Deno.test("ant token makes, lists and revokes; ant install-service writes a unit", async () => {
  await using server = await aServer({ gpus: 1 });

  const made = await ant(server, [
    ...["token", "create", "vera", "--role", "viewer"],
  ]);
  assertMatch(made.out, /^ant_[\w-]{43}$/);
  const list = await ant(server, ["token", "ls", "--json"]);
  assertMatch(list.out, /"name": ?"vera"/);
  const denied = await ant(server, ["token", "ls"], made.out);
  assertEquals(denied.code, 4, denied.err);
  const gone = await ant(server, ["token", "revoke", "vera"]);
  assertEquals(gone.code, 0, gone.err);
  assertEquals((await ant(server, ["gpus"], made.out)).code, 4);

  const unit = await ant(server, [
    ...["install-service", "-o", "ant.service", "--", "--simulate", "2"],
  ]);
  assertEquals(unit.code, 0, unit.err);
  assertMatch(
    await Deno.readTextFile(`${server.dir}/ant.service`),
    /^ExecStart=\S+deno run .*cli\/main\.ts serve --simulate 2$/m,
  );
});
