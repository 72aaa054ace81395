import { assertEquals } from "@std/assert";
import { writeWhole } from "./write_whole.ts";

Deno.test("writeWhole() leaves a reader what it began to read", async () => {
  const dir = await Deno.makeTempDir({ prefix: "ant-whole-" });
  await writeWhole(`${dir}/a.js`, "the first");
  using reader = await Deno.open(`${dir}/a.js`);

  await writeWhole(`${dir}/a.js`, new TextEncoder().encode("another"));

  const bytes = new Uint8Array(100);
  const length = await reader.read(bytes);
  const found = await Array.fromAsync(Deno.readDir(dir));
  const names = found.map(({ name }) => name);
  const now = await Deno.readTextFile(`${dir}/a.js`);
  await Deno.remove(dir, { recursive: true });
  assertEquals(new TextDecoder().decode(bytes.slice(0, length!)), "the first");
  assertEquals([names, now], [["a.js"], "another"]);
});
