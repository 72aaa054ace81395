import { setImmediate as aTurn } from "node:timers/promises";
import { assertEquals } from "@std/assert";
import { aTask } from "../../tests/helpers/builders.ts";
import { ProcessLauncher } from "./process_launcher.ts";

Deno.test("an end is told while logs of others hang", async () => {
  const dir = await Deno.makeTempDir({ prefix: "ant-hung-" });
  const launcher = new ProcessLauncher({
    runsDir: `${dir}/runs`,
    place: { home: dir, shell: "/bin/bash" },
    environment: { PATH: Deno.env.get("PATH")! },
    handlerName: "subprocess_handler",
  });
  const task = (name: "starting" | "succeeded", logFile: string) => {
    const state = name === "starting" ? { name, gpus: [] } : { name };
    return aTask("a", state, { command: "true" }, { logFile });
  };
  const pipe = `${dir}/hangs`; // Nobody reads it: who opens it waits, fifo(7).
  await new Deno.Command("mkfifo", { args: [pipe] }).output();
  const hung = task("succeeded", pipe);
  const settled = [1, 2, 3, 4].map(() => launcher.settle(hung));
  await aTurn(); // All that may wait for logs at once do.

  const { exit } = await launcher.launch(task("starting", `${dir}/a.log`));
  const footers = settled.map((one) => one.then(() => "a footer"));
  const first = await Promise.race([exit, ...footers]);

  const reader = await Deno.open(pipe, { read: true, write: true });
  await Promise.all(settled);
  reader.close();
  launcher.close();
  await Deno.remove(dir, { recursive: true });
  assertEquals(first, { kind: "code", code: 0 });
});
