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

Deno.test("RunnerLog begins a new file when one is full, and keeps three", async () => {
  const dir = await Deno.makeTempDir({ prefix: "ant-runner-" });
  const path = `${dir}/runner.log`;
  {
    const options = { path, echo: false, leastSeverity: 0, maxBytes: 100 };
    using log = new RunnerLog(options);
    for (let line = 1; line <= 10; line++) {
      log.write(`line ${line}`, line % 2 === 0 ? "critical" : "info");
    }
  }
  const names = (await Array.fromAsync(Deno.readDir(dir)))
    .map(({ name }) => name).sort();
  assertEquals(names, [
    ...["runner.log", "runner.log.1", "runner.log.2", "runner.log.3"],
  ]);
  assertMatch(await Deno.readTextFile(path), /line 9\n.*line 10\n$/s);
  assertMatch(await Deno.readTextFile(`${path}.1`), /line 7\n.*line 8\n$/s);
  await Deno.remove(dir, { recursive: true });
});

Deno.test("reopen() goes on in a new file where the old one was moved", async () => {
  const dir = await Deno.makeTempDir({ prefix: "ant-runner-" });
  const path = `${dir}/runner.log`;
  {
    using log = new RunnerLog({ path, echo: false, leastSeverity: 0 });
    log.write("before", "info");
    await Deno.rename(path, `${path}.moved`);
    log.reopen();
    log.write("after", "info");
  }
  assertMatch(await Deno.readTextFile(path), /^\S+ \S+ {2}runner .*after\n$/);
  await Deno.remove(dir, { recursive: true });
});

Deno.test("RunnerLog writes lines together, in their order, and critical ones at once", async () => {
  const dir = await Deno.makeTempDir({ prefix: "ant-runner-" });
  const path = `${dir}/runner.log`;
  // Without a turn of the loop between, in which a slow machine would write.
  const endings = () => Deno.readTextFileSync(path).match(/\S+$/gm) ?? [];
  using log = new RunnerLog({ path, echo: false, leastSeverity: 0 });
  log.write("one", "info");
  log.write("two", "warning");
  assertEquals(endings(), []);
  log.write("three", "critical");
  assertEquals(endings(), ["one", "two", "three"]);
  await Deno.remove(dir, { recursive: true });
});

Deno.test("RunnerLog goes on once there is room again for its next file", async () => {
  const dir = await Deno.makeTempDir({ prefix: "ant-runner-" });
  const path = `${dir}/logs/runner.log`;
  await Deno.mkdir(`${dir}/logs`);
  {
    const options = { path, echo: false, leastSeverity: 0, maxBytes: 100 };
    using log = new RunnerLog(options);
    log.write("before".padEnd(80), "critical");
    await Deno.remove(`${dir}/logs`, { recursive: true });
    for (let line = 0; line < 5; line++) log.write("lost", "critical");
    await Deno.mkdir(`${dir}/logs`);
    log.write("after", "info");
  }
  assertMatch(await Deno.readTextFile(path), /^\S+ \S+ {2}runner .*after\n$/);
  await Deno.remove(dir, { recursive: true });
});

Deno.test("RunnerLog throws no older file away for lines that a full disk did not take", async () => {
  const dir = await Deno.makeTempDir({ prefix: "ant-runner-" });
  const path = `${dir}/runner.log`;
  await Deno.symlink("/dev/full", path); // Never has room, full(4).
  {
    const options = { path, echo: false, leastSeverity: 0, maxBytes: 100 };
    using log = new RunnerLog(options);
    for (let line = 0; line < 20; line++) log.write("lost", "critical");
  }
  const names = (await Array.fromAsync(Deno.readDir(dir)))
    .map(({ name }) => name);
  assertEquals(names, ["runner.log"]);
  await Deno.remove(dir, { recursive: true });
});
