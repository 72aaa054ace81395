import {
  assert,
  assertEquals,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";
import { descriptorsOf } from "../../tests/helpers/descriptors.ts";
import { FakeDisk } from "../../tests/helpers/fake_disk.ts";
import { beginLife, submitted } from "../../tests/helpers/journal_life.ts";
import { type Disk, realDisk } from "./disk.ts";

async function withFolder(run: (dir: string) => Promise<void>): Promise<void> {
  const dir = await Deno.makeTempDir();
  try {
    await run(dir);
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
}

async function put(disk: Disk, path: string, text: string): Promise<void> {
  const file = await disk.open(path);
  await file.append(new TextEncoder().encode(text));
  await file.sync();
  file.close();
}

async function get(disk: Disk, path: string): Promise<string | null> {
  const bytes = await disk.read(path);
  return bytes && new TextDecoder().decode(bytes);
}

/** How each descriptor of a file was opened, proc_pid_fdinfo(5). */
function flagsOf(path: string): number[] {
  return descriptorsOf(path)
    .map((name) => Deno.readTextFileSync(`/proc/self/fdinfo/${name}`))
    .map((text) => parseInt(/^flags:\s*(\d+)$/m.exec(text)![1]!, 8));
}

async function mode(path: string): Promise<number> {
  return (await Deno.stat(path)).mode! & 0o777;
}

for (
  const [name, disk] of [["realDisk", realDisk], [
    "FakeDisk",
    new FakeDisk(),
  ]] as const
) {
  Deno.test(`${name} saves at the end of a file, also of one that was cut`, async () => {
    await withFolder(async (dir) => {
      const file = await disk.open(`${dir}/saved`);
      const save = (text: string) => file.save(new TextEncoder().encode(text));
      await save("one ");
      await save("two torn");
      await file.truncate(8);
      await save("three");
      file.close();

      assertEquals(await get(disk, `${dir}/saved`), "one two three");
    });
  });

  Deno.test(`${name} appends to a file, also to one that is there`, async () => {
    await withFolder(async (dir) => {
      await put(disk, `${dir}/a`, "one ");
      await put(disk, `${dir}/a`, "two");

      assertEquals(await get(disk, `${dir}/a`), "one two");
    });
  });

  Deno.test(`${name} cuts a file and appends behind the cut`, async () => {
    await withFolder(async (dir) => {
      await put(disk, `${dir}/a`, "one two");
      const file = await disk.open(`${dir}/a`);
      await file.truncate(4);
      file.close();
      await put(disk, `${dir}/a`, "three");

      assertEquals(await get(disk, `${dir}/a`), "one three");
    });
  });

  Deno.test(`${name} renames over a file, lists, and removes what may be gone`, async () => {
    await withFolder(async (dir) => {
      await put(disk, `${dir}/a`, "new");
      await put(disk, `${dir}/b`, "old");
      await disk.rename(`${dir}/a`, `${dir}/b`);
      await disk.syncDir(dir);
      await disk.remove(`${dir}/a`);

      assertEquals(await disk.list(dir), ["b"]);
      assertEquals(await get(disk, `${dir}/b`), "new");
      assertEquals(await disk.read(`${dir}/a`), null);
      await assertRejects(
        () => disk.rename(`${dir}/a`, `${dir}/b`),
        Deno.errors.NotFound,
      );
    });
  });
}

Deno.test("realDisk opens files and makes folders for their owner alone", async () => {
  await withFolder(async (dir) => {
    await realDisk.makeDir(`${dir}/a/b`);
    await realDisk.makeDir(`${dir}/a/b`);
    await put(realDisk, `${dir}/a/b/file`, "text");

    assertEquals(await mode(`${dir}/a`), 0o700);
    assertEquals(await mode(`${dir}/a/b`), 0o700);
    assertEquals(await mode(`${dir}/a/b/file`), 0o600);
  });
});

Deno.test("a journal on the real disk keeps its state over restarts, for its owner alone", async () => {
  await withFolder(async (dir) => {
    const stateFile = `${dir}/logs/ant_recovery_state.json`;
    const first = await beginLife(realDisk, stateFile);
    await first.commit(submitted("a"));
    await first.journal.snapshot(first.state);
    await first.commit(submitted("b"));
    await first.journal.close();

    const next = await beginLife(realDisk, stateFile);

    assertEquals([...next.state.tasks.keys()], ["a", "b"]);
    assertEquals(await mode(stateFile), 0o600);
    assertEquals(await mode(`${stateFile}.journal.2`), 0o600);
    assertEquals(await mode(`${dir}/logs`), 0o700);
    await next.journal.close();
  });
});

Deno.test("a recovery file that others could read is closed to them by the next snapshot", async () => {
  await withFolder(async (dir) => {
    const stateFile = `${dir}/state.json`;
    await Deno.writeTextFile(stateFile, `{"version":2,"sessions":[]}`);
    await Deno.chmod(stateFile, 0o644);
    const { journal, state } = await beginLife(realDisk, stateFile);

    await journal.snapshot(state);
    await journal.close();

    assertEquals(await mode(stateFile), 0o600);
  });
});

Deno.test("realDisk saves by a descriptor that syncs, open(2)", async () => {
  await withFolder(async (dir) => {
    const file = await realDisk.open(`${dir}/a`);
    await file.save(new Uint8Array(1));
    const flags = flagsOf(`${dir}/a`);
    file.close();

    const O_DSYNC = 0o10000;
    assert(flags.some((bits) => (bits & O_DSYNC) !== 0));
  });
});

Deno.test("realDisk lets go of a file that it saved to", async () => {
  await withFolder(async (dir) => {
    const count = () => [...Deno.readDirSync("/proc/self/fd")].length;
    const open = count();
    for (let time = 0; time < 5; time++) {
      const file = await realDisk.open(`${dir}/a`);
      await file.save(new Uint8Array(1));
      file.close();
    }

    assertEquals(count(), open);
  });
});

Deno.test("a journal on a full device says so and confirms nothing", async () => {
  await withFolder(async (dir) => {
    const full = await realDisk.open("/dev/full"); // null(4): no space, ever.
    const open = () =>
      Promise.resolve({
        append: (bytes: Uint8Array) => full.append(bytes),
        save: (bytes: Uint8Array<ArrayBuffer>) => full.save(bytes),
        truncate: () => Promise.resolve(),
        sync: () => full.sync(),
        close: () => {},
      });
    const disk = { ...realDisk, open };
    const life = await beginLife(disk, `${dir}/state.json`);

    const error = await assertRejects(() => life.commit(submitted("a")));

    assertStringIncludes(error.message, "No space left on device");
    assertEquals(life.problems, [error.message]);
    await life.journal.close().catch(() => {});
    full.close();
  });
});
