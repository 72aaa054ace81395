import { assert, assertEquals } from "@std/assert";
import { LogReader } from "../log_reader.ts";
import { LineIndex } from "./line_index.ts";

const MIB = 1024 * 1024;

/** An open log of lines of 64 bytes, and one of 3 MiB in their midst. */
async function aLog() {
  const path = await Deno.makeTempFile({ prefix: "ant-index-" });
  const line = `${"x".repeat(63)}\n`;
  const part = line.repeat(3 * MIB / 64);
  const long = `${"y".repeat(3 * MIB - 1)}\n`;
  await Deno.writeTextFile(path, part + long + part);
  const log = await LogReader.open(path);
  return {
    log,
    async [Symbol.asyncDispose]() {
      log[Symbol.dispose]();
      await Deno.remove(path);
    },
  };
}

for (const most of [1000, 3, 1]) {
  Deno.test(`a LineIndex of ${most} checkpoints finds each line, over those that a long one spans`, async () => {
    await using held = await aLog();
    const { log } = held;
    const index = new LineIndex(log.inode, most);
    await index.countTo(log, log.size);

    const before = 3 * MIB / 64;
    for (
      const [feeds, byte] of [
        [0, 0],
        [1, 64],
        [16_384, MIB],
        [before, 3 * MIB],
        [before + 1, 6 * MIB],
        [before + 5, 6 * MIB + 256],
        [2 * before + 1, 9 * MIB],
        [2 * before + 2, 9 * MIB],
      ] as const
    ) {
      assertEquals(await index.byteBehind(log, feeds), byte, `${feeds}`);
      const known = Math.min(feeds, 2 * before + 1);
      assertEquals(await index.feedsBefore(log, byte), known, `${byte}`);
    }
    assert(index.checkpoints <= most);
  });
}

Deno.test("a LineIndex counts no further than the line that is asked for", async () => {
  await using held = await aLog();
  const index = new LineIndex(held.log.inode);

  assertEquals(await index.byteBehind(held.log, 5), 320);

  assertEquals(index.bytes, MIB);
});

Deno.test("a LineIndex stops counting when nobody waits for it any more", async () => {
  await using held = await aLog();
  const index = new LineIndex(held.log.inode);

  await index.countTo(held.log, MIB, { signal: AbortSignal.abort() });

  assertEquals(index.bytes, 0);
});
