import { assertEquals } from "@std/assert";
import { readBootId } from "./process_stat.ts";
import { aTask } from "../../tests/helpers/builders.ts";
import { keyOf, RunFiles } from "./run_files.ts";

async function aRunsDir() {
  const dir = await Deno.makeTempDir({ prefix: "ant-runs-" });
  const remove = () => Deno.remove(dir, { recursive: true });
  return { dir, [Symbol.asyncDispose]: remove };
}

Deno.test("isOtherBoot() tells of earlier servers' launches, also after the first of this one's", async () => {
  await using runs = await aRunsDir();
  await Deno.writeTextFile(`${runs.dir}/boot`, "another boot\n");
  const files = new RunFiles(runs.dir);

  assertEquals(await files.prepare(), null);

  assertEquals(await files.isOtherBoot(), true);
  assertEquals(await new RunFiles(runs.dir).isOtherBoot(), false);
});

Deno.test("prepare() notes the boot by rename: what it replaces is whole until then", async () => {
  await using runs = await aRunsDir();
  await Deno.writeTextFile(`${runs.dir}/boot`, "another boot\n");
  using earlier = await Deno.open(`${runs.dir}/boot`);

  await new RunFiles(runs.dir).prepare();

  const bytes = new Uint8Array(64);
  const length = await earlier.read(bytes);
  const kept = new TextDecoder().decode(bytes.subarray(0, length ?? 0));
  assertEquals(kept, "another boot\n");
  assertEquals(
    await Deno.readTextFile(`${runs.dir}/boot`),
    `${readBootId()}\n`,
  );
});

Deno.test("prepare() tries again after a failure", async () => {
  await using runs = await aRunsDir();
  await Deno.mkdir(`${runs.dir}/boot.tmp/in-the-way`, { recursive: true });
  const files = new RunFiles(runs.dir);

  const problem = await files.prepare();
  await Deno.remove(`${runs.dir}/boot.tmp`, { recursive: true });

  assertEquals(problem !== null, true);
  assertEquals(await files.prepare(), null);
});

Deno.test("sweep() keeps the records of active tasks and the note, and drops the others", async () => {
  await using runs = await aRunsDir();
  const task = aTask("a", { name: "starting", gpus: [] });
  const kept = [`${keyOf(task)}.run`, "boot"];
  for (const name of [...kept, "0123.run", "4567.run"]) {
    await Deno.writeTextFile(`${runs.dir}/${name}`, "");
  }
  const files = new RunFiles(runs.dir);

  await files.sweep([task]);
  files.close();

  const left = await Array.fromAsync(Deno.readDir(runs.dir));
  assertEquals(left.map(({ name }) => name).sort(), kept.sort());
});

Deno.test("sweep() has nothing to do where there is no folder yet", async () => {
  const files = new RunFiles("/nowhere/at/all");

  await files.sweep([]);

  files.close();
});
