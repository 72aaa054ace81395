import { dirname } from "node:path";
import { realDisk } from "./disk.ts";
import { reasonOf, StateError } from "./state_errors.ts";
import { tryLock } from "./try_lock.ts";

/** Held while this process alone may use a state file. */
export interface StateLock extends Disposable {
  readonly path: string;
}

/**
 * Takes the lock beside a state file, flock(2), and makes its folder if need
 * be. The system drops the lock when the process ends, however it ends; tasks
 * do not inherit it (the descriptor is closed on exec), so one that outlives
 * a server locks nobody out. The lock file itself stays: removing it would
 * race with the next server.
 *
 * @throws {StateError} when another server holds it, with that server's pid.
 */
export async function lockState(stateFile: string): Promise<StateLock> {
  const path = `${stateFile}.lock`;
  let file: Deno.FsFile;
  try {
    await realDisk.makeDir(dirname(stateFile));
    const how = { read: true, write: true, create: true, mode: 0o600 };
    file = await Deno.open(path, how);
  } catch (cause) {
    const reason = reasonOf(cause);
    const message = `Cannot open lock "${path}": ${reason}; make its folder ` +
      `writable, or set RECOVERY_state_file to another file`;
    throw new StateError(message, { cause });
  }
  try {
    if (!await tryLock(file)) await refuse(stateFile, path);
    await file.truncate();
    await file.write(new TextEncoder().encode(`${Deno.pid}\n`));
  } catch (error) {
    file.close();
    throw error;
  }
  return { path, [Symbol.dispose]: () => file.close() };
}

async function refuse(stateFile: string, path: string): Promise<never> {
  const pid = (await Deno.readTextFile(path)).trim();
  const who = /^\d+$/.test(pid) ? `the server with pid ${pid}` : "a server";
  throw new StateError(
    `Cannot use "${stateFile}": ${who} already does; stop it first, or set ` +
      `RECOVERY_state_file to another file`,
  );
}
