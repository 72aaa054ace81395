import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { StateError } from "./state_errors.ts";
import { lockState } from "./state_lock.ts";

/** A process that takes the lock, starts a task-like child, and says so. */
const HOLDER = `
const { lockState } = await import(Deno.args[0]);
const lock = await lockState(Deno.args[1]);
const child = new Deno.Command("sleep", { args: ["60"] }).spawn();
console.log(child.pid);
await child.status;
lock[Symbol.dispose]();
`;

async function withStateFile(run: (path: string) => Promise<void>) {
  const dir = await Deno.makeTempDir();
  try {
    await run(`${dir}/state.json`);
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
}

async function startHolder(stateFile: string) {
  const module = new URL("state_lock.ts", import.meta.url).href;
  const script = await Deno.makeTempFile({ suffix: ".ts" });
  await Deno.writeTextFile(script, HOLDER);
  const process = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", "--no-config", script, module, stateFile],
    stdout: "piped",
  }).spawn();
  const reader = process.stdout.pipeThrough(new TextDecoderStream())
    .getReader();
  const { value } = await reader.read();
  await Deno.remove(script);
  const end = async () => {
    process.kill("SIGKILL");
    await process.status;
    await reader.cancel();
  };
  return { pid: process.pid, child: Number(value), end };
}

Deno.test("lockState() refuses a second server, names the first, and is free once it died", async () => {
  await withStateFile(async (stateFile) => {
    const holder = await startHolder(stateFile);
    const error = await assertRejects(() => lockState(stateFile), StateError)
      .finally(holder.end);

    // Its child lives on, as a task does, and holds nothing.
    using _lock = await lockState(stateFile);
    Deno.kill(holder.child, "SIGKILL");
    assertStringIncludes(error.message, `"${stateFile}"`);
    assertStringIncludes(error.message, `the server with pid ${holder.pid}`);
  });
});

Deno.test("lockState() lets go when disposed, and keeps the file to its owner", async () => {
  await withStateFile(async (stateFile) => {
    const first = await lockState(stateFile);
    await assertRejects(() => lockState(stateFile), StateError);
    first[Symbol.dispose]();

    using second = await lockState(stateFile);

    const { mode } = await Deno.stat(second.path);
    assertEquals(mode! & 0o777, 0o600);
    assertEquals(await Deno.readTextFile(second.path), `${Deno.pid}\n`);
  });
});

Deno.test("lockState() makes the folder of a first start", async () => {
  await withStateFile(async (stateFile) => {
    using lock = await lockState(`${stateFile}.d/logs/state.json`);

    const { mode } = await Deno.stat(`${stateFile}.d/logs`);
    assertEquals(mode! & 0o777, 0o700);
    assertEquals(lock.path, `${stateFile}.d/logs/state.json.lock`);
  });
});

Deno.test("lockState() says what to do where it cannot write", async () => {
  const error = await assertRejects(
    () => lockState("/proc/nowhere/state.json"),
    StateError,
    `Cannot open lock "/proc/nowhere/state.json.lock"`,
  );

  assertStringIncludes(error.message, "RECOVERY_state_file");
});
