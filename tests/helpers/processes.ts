/**
 * Finds the living processes that were started with `marker` somewhere in
 * their environment. A child inherits its parent's environment, so a marker
 * also finds what has left its process group and its session.
 */
export async function processesMarked(marker: string): Promise<number[]> {
  const pids: number[] = [];
  for await (const { name } of Deno.readDir("/proc")) {
    if (!/^\d+$/.test(name) || Number(name) === Deno.pid) continue;
    const environment = await read(`/proc/${name}/environ`);
    if (environment.includes(marker)) pids.push(Number(name));
  }
  return pids;
}

/**
 * Kills every process that carries `marker` and says how many there were.
 * Looks again until none is left: one may have forked meanwhile, or have had
 * no environment yet within an exec, so that it must be gone twice.
 */
export async function endProcessesMarked(marker: string): Promise<number> {
  const ended = new Set<number>();
  for (let round = 0, quiet = 0; round < 50 && quiet < 2; round++) {
    const pids = await processesMarked(marker);
    quiet = pids.length === 0 ? quiet + 1 : 0;
    for (const pid of pids) {
      ended.add(pid);
      kill(pid);
    }
  }
  return ended.size;
}

function kill(pid: number) {
  try {
    Deno.kill(pid, "SIGKILL");
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}

/** Empty for a process that is gone, a zombie, or another user's. */
async function read(path: string): Promise<string> {
  try {
    return await Deno.readTextFile(path);
  } catch {
    return "";
  }
}
