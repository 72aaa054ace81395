import { assertEquals } from "@std/assert";
import { Leftovers } from "./leftovers.ts";

Deno.test("Leftovers stay for a while, and are gone in the end", async () => {
  const dir = await Deno.makeTempDir({ prefix: "ant-leftovers-" });
  const left = () => [...Deno.readDirSync(dir)].map(({ name }) => name).sort();
  for (const name of ["a", "b", "c"]) {
    await Deno.writeTextFile(`${dir}/${name}`, "");
  }
  const leftovers = new Leftovers();

  leftovers.add(`${dir}/a`);
  leftovers.add(`${dir}/never there`);
  assertEquals(left(), ["a", "b", "c"]);
  leftovers.close();
  assertEquals(left(), ["b", "c"]);
  leftovers.add(`${dir}/b`);
  assertEquals(left(), ["c"]);

  await Deno.remove(dir, { recursive: true });
});
