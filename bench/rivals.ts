/** Other ways to run many commands, each as seconds it takes. */
import { wrapperIn } from "../scheduler/adapters/wrapper.ts";

/** Compiles the C loop that starts `true`, one after another. */
export async function compileSpawnLoop(dir: string): Promise<string> {
  const source = new URL("spawn_loop.c", import.meta.url).pathname;
  const program = `${dir}/spawn_loop`;
  await run("cc", ["-O2", "-o", program, source]);
  return program;
}

/** Tells whether task-spooler is there: Debian's package `task-spooler`. */
export async function hasTaskSpooler(): Promise<boolean> {
  try {
    await run("tsp", ["-V"]);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/**
 * Queues so many `true` in a task-spooler of its own, as many at once as
 * there are cores, and waits for the last to end. It keeps no output.
 */
export async function spoolTrue(dir: string, count: number): Promise<void> {
  const env = { TS_SOCKET: `${dir}/tsp`, TMPDIR: dir, TS_MAXFINISHED: "10" };
  const jobs = navigator.hardwareConcurrency;
  const text = `tsp -S ${jobs}
    for at in $(seq ${count}); do tsp -n true; done >/dev/null
    # A job waits for its slot; one that wants all of them waits for the last.
    tsp -N ${jobs} -n -f true
    tsp -K`;
  await run("sh", ["-c", text], env);
}

/** Runs a command so many times in a folder, each in a wrapper of a task. */
export async function runBare(
  dir: string,
  command: string,
  count: number,
  env: Record<string, string> = {},
): Promise<void> {
  const task = `/bin/sh -c "$0" ant-task run.$at log.$at bash -c "$1"`;
  const text = `for at in $(seq ${count}); do ${task}; done`;
  await run("sh", ["-c", text, wrapperIn(null), command], env, dir);
}

/** Runs a program to its end. @throws {Error} when it fails. */
export async function run(
  program: string,
  args: string[],
  env: Record<string, string> = {},
  cwd?: string,
): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command(program, {
    args,
    env,
    ...cwd !== undefined && { cwd },
  }).output();
  if (success) return new TextDecoder().decode(stdout);
  const text = new TextDecoder().decode(stderr);
  throw new Error(`Cannot run "${program}": ${text}`);
}
