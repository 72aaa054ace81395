import { assertEquals, assertMatch } from "@std/assert";
import { RunnerLog } from "./runner_log.ts";

Deno.test("RunnerLog writes what is grave enough, a line each, for its owner alone", async () => {
  const dir = await Deno.makeTempDir({ prefix: "ant-runner-" });
  const path = `${dir}/runner.log`;
  {
    using log = new RunnerLog({ path, echo: false, leastSeverity: 30 });
    log.write("too light", "info");
    log.write("heavy", "warning");
  }

  const text = await Deno.readTextFile(path);
  assertMatch(text, /^[\d-]{10} [\d:.]{12} {2}runner \[WARNING\]: heavy\n$/);
  assertEquals((await Deno.stat(path)).mode! & 0o777, 0o600);
  await Deno.remove(dir, { recursive: true });
});
