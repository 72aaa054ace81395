import { assertEquals } from "@std/assert";
import { runningServers } from "./find.ts";

Deno.test("runningServers() passes over a file that is half written", async () => {
  const dir = await Deno.makeTempDir({ prefix: "ant-servers-" });
  const file = { pid: Deno.pid, apiUrl: "http://127.0.0.1:1", startedAtMs: 1 };
  await Deno.writeTextFile(`${dir}/server-1.json`, "");
  await Deno.writeTextFile(`${dir}/server-2.json`, JSON.stringify(file));

  const found = await runningServers({
    env: (name) => name === "ANT_RUNTIME_DIR" ? dir : null,
  });

  assertEquals(found.map(({ apiUrl }) => apiUrl), [file.apiUrl]);
  await Deno.remove(dir, { recursive: true });
});
