import { run } from "./rivals.ts";

/**
 * A place for all temporary folders from here on, until disposed of.
 *
 * ext4 passes over inodes removed within the last minutes, one by one, for
 * each file that it makes nearby: one bench would pay for what another
 * removed. The `T` of chattr(1) has it spread these folders over the disk.
 */
export async function ownGround(): Promise<AsyncDisposable> {
  const before = Deno.env.get("TMPDIR");
  const dir = await Deno.makeTempDir({ prefix: "ant-bench-" });
  await run("chattr", ["+T", dir]).catch(() => {}); // Another file system.
  Deno.env.set("TMPDIR", dir);
  return {
    async [Symbol.asyncDispose]() {
      if (before === undefined) Deno.env.delete("TMPDIR");
      else Deno.env.set("TMPDIR", before);
      await Deno.remove(dir, { recursive: true });
    },
  };
}
