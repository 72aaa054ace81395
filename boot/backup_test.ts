import { assert, assertEquals } from "@std/assert";
import { readArchive, STATE } from "../backup/archive.ts";
import { aState, aTask } from "../tests/helpers/builders.ts";
import { aScheduler } from "../tests/helpers/fake_ports.ts";
import { makeBackup } from "./backup.ts";

Deno.test("makeBackup() gives a long past out in pieces, and takes variables from where they are kept", async () => {
  const dir = await Deno.makeTempDir({ prefix: "ant-backup-" });
  const tasks = Array.from(
    { length: 3_000 },
    (_, at) => aTask(`ümlaut 🐜 "${at}"`, { name: "succeeded" }),
  );
  const { scheduler } = aScheduler(0, aState(...tasks));
  await Deno.mkdir(`${dir}/elsewhere`);
  const envSlotFile = `${dir}/elsewhere/variables.json`;
  await Deno.writeTextFile(envSlotFile, '{"slots": []}');
  await Deno.writeTextFile(`${dir}/ant_token`, "a-token");

  const places = { stateFile: `${dir}/state.json`, envSlotFile };
  const { pieces, madeAtMs } = await makeBackup(scheduler, places, "9.9.9");
  const all = [...pieces];

  assert(all.length > 10, `${all.length} pieces`);
  const archive = readArchive(all.join(""));
  const { [STATE]: state, ...others } = archive.files;
  assertEquals(others, {
    "ant_envar_slots.json": '{"slots": []}',
    "ant_token": "a-token",
  });
  assertEquals([archive.madeAtMs, archive.release], [madeAtMs, "9.9.9"]);
  const { sessions } = JSON.parse(state!);
  assertEquals(sessions[0].completed.length, 3_000);
  await scheduler.close();
  await Deno.remove(dir, { recursive: true });
});
