import { assert, assertEquals, assertMatch } from "@std/assert";
import { START_FAILURES } from "../../config/start_error.ts";
import { realDisk } from "../../scheduler/adapters/disk.ts";
import { appears } from "../helpers/appears.ts";
import { taskOn, untilBoard, untilEnded } from "../helpers/board.ts";
import { aGate } from "../helpers/gate.ts";
import { isDone } from "../helpers/is_done.ts";
import { aServer, type TestServer } from "../helpers/server.ts";
import { refusal } from "./refusal.ts";
import { ask, type Reply, submit } from "./requests.ts";

interface SmallDisk extends AsyncDisposable {
  readonly dir: string;
  /** Leaves not a byte free. */
  fill(): Promise<void>;
  empty(): Promise<void>;
}

/** A file system of 1 MiB; `null` where nobody may mount one. */
async function aSmallDisk(): Promise<SmallDisk | null> {
  const dir = await Deno.makeTempDir({ prefix: "ant-disk-" });
  const made = await isDone("mount", "-t", "tmpfs", "-o", "size=1m", "t", dir);
  if (!made) {
    await Deno.remove(dir);
    return null;
  }
  return {
    dir,
    async fill() {
      await isDone("dd", "if=/dev/zero", `of=${dir}/filler`, "bs=4096");
    },
    empty: () => Deno.remove(`${dir}/filler`),
    async [Symbol.asyncDispose]() {
      await isDone("umount", "-l", dir);
      await Deno.remove(dir);
    },
  };
}

const probe = await aSmallDisk();
await probe?.[Symbol.asyncDispose]();

const PAGE = "x".repeat(5000); // More than what is left of the journal's page.

async function refusedSubmit(
  server: TestServer,
  id = "late",
): Promise<Reply> {
  const body = JSON.stringify({ "task_id": id, command: `true ${PAGE}` });
  return await ask(server, "/api/create_task", { method: "POST", body });
}

Deno.test({
  name: "a save of which only a part finds room is not taken for a whole one",
  ignore: probe === null,
  async fn() {
    await using disk = (await aSmallDisk())!;
    const file = await realDisk.open(`${disk.dir}/a`);
    const bytes = new Uint8Array(700_000);
    const saved = [await file.save(bytes), await file.save(bytes)];
    file.close();
    const { size } = await Deno.stat(`${disk.dir}/a`);

    assertEquals(saved, [true, false]);
    assert(size > bytes.length && size < 2 * bytes.length);
  },
});

Deno.test({
  name:
    "on a full disk tasks are refused, what runs goes on to its real end, and it heals when space returns",
  ignore: probe === null,
  async fn() {
    await using disk = (await aSmallDisk())!;
    await using server = await aServer({
      config: { "RECOVERY_state_file": `${disk.dir}/state.json` },
    });
    await using gate = await aGate();
    const { dir } = server;
    const command = `touch ${dir}/up; ${gate.wait}; touch ${dir}/over; exit 6`;
    await submit(server, "running", { command, gpus: 1 });
    await appears(`${dir}/up`);

    await disk.fill();
    await refusedSubmit(server, "early");
    await disk.empty();
    // Nothing else happens that might have it look at the disk again.
    await untilBoard(server, ({ health }) => health.journal === null);

    await disk.fill();
    const refused = await refusedSubmit(server);
    const health = await ask(server, "/healthz");
    await gate.open();
    await appears(`${dir}/over`);

    assertEquals(refused.status, 503, refused.text);
    assertEquals(health.status, 503, health.text);
    assert(health.text.includes("journal"), health.text);

    await disk.empty();
    const board = await untilBoard(
      server,
      (board) =>
        board.health.journal === null && taskOn(board, "running")?.end != null,
    );
    await submit(server, "again", { command: "true" });
    await untilEnded(server, ["again"]);
    assertEquals(taskOn(board, "running")?.end?.exitCode, 6);
    assertEquals((await ask(server, "/healthz")).status, 200);
    assertEquals(await server.stop(), 0, server.printed());
  },
});

Deno.test({
  name:
    "SIGTERM on a full disk ends the server at once, with one line and an exit code",
  ignore: probe === null,
  async fn() {
    await using disk = (await aSmallDisk())!;
    await using server = await aServer({
      config: { "RECOVERY_state_file": `${disk.dir}/state.json` },
    });
    await submit(server, "before", { command: "true" });
    await untilEnded(server, ["before"]);
    await disk.fill();
    await refusedSubmit(server);

    const code = await server.stop();

    assertEquals(code, START_FAILURES.stateFile.exitCode);
    assertMatch(server.printed(), /\nCannot write recovery file [^\n]+\n$/);
  },
});

Deno.test({
  name: "a start on a full disk is refused in one line",
  ignore: probe === null,
  async fn() {
    await using disk = (await aSmallDisk())!;
    await disk.fill();

    const line = await refusal("stateFile", {
      config: { "RECOVERY_state_file": `${disk.dir}/state.json` },
    });

    assertMatch(line, /No space left on device.*free some space/);
  },
});
