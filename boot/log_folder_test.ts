import { assertEquals, assertRejects } from "@std/assert";
import { StartError } from "../config/start_error.ts";
import { makeLogDir, makeLogFolder } from "./log_folder.ts";

async function aFolder() {
  const dir = await Deno.makeTempDir({ prefix: "ant-boot-" });
  const remove = () => Deno.remove(dir, { recursive: true });
  return { dir, [Symbol.asyncDispose]: remove };
}

Deno.test("makeLogFolder() names the folder after the moment, and a second one of that second apart", async () => {
  await using folder = await aFolder();
  const nowMs = new Date(2026, 10, 2, 3, 4, 5).getTime();

  const first = await makeLogFolder(folder.dir, nowMs);
  const second = await makeLogFolder(folder.dir, nowMs);

  assertEquals(first, `${folder.dir}/02_11_2026_03_04_05`);
  assertEquals(second, `${folder.dir}/02_11_2026_03_04_05_2`);
});

Deno.test("makeLogDir() makes the folder for its owner alone, and leaves nothing in it", async () => {
  await using folder = await aFolder();
  const dir = `${folder.dir}/a/logs`;

  await makeLogDir(dir);

  const { mode } = await Deno.stat(dir);
  assertEquals(mode! & 0o777, 0o700);
  assertEquals(await Array.fromAsync(Deno.readDir(dir)), []);
});

Deno.test("makeLogDir() refuses what cannot be written, by its path", async () => {
  await using folder = await aFolder();
  await Deno.writeTextFile(`${folder.dir}/file`, "");

  const error = await assertRejects(
    () => makeLogDir(`${folder.dir}/file/logs`),
    StartError,
    `Cannot write to log folder "${folder.dir}/file/logs"`,
  );

  assertEquals(error.failure, "logDir");
});
