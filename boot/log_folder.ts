import { StartError } from "../config/start_error.ts";
import type { EpochMs } from "../scheduler/mod.ts";

/**
 * Makes the folder for all logs, and makes sure that it can be written.
 *
 * @throws {StartError} where it cannot.
 */
export async function makeLogDir(logDir: string): Promise<void> {
  await orRefuse(logDir, async () => {
    await Deno.mkdir(logDir, { recursive: true, mode: 0o700 });
    await Deno.remove(await Deno.makeTempDir({ dir: logDir }));
  });
}

/**
 * Makes the folder for this start's logs, named after the moment as ANT
 * names it.
 *
 * @throws {StartError} where it cannot.
 */
export async function makeLogFolder(
  logDir: string,
  nowMs: EpochMs,
): Promise<string> {
  const stem = `${logDir}/${stamp(new Date(nowMs))}`;
  return await orRefuse(logDir, async () => {
    for (let count = 1;; count++) {
      const folder = count === 1 ? stem : `${stem}_${count}`;
      if (await made(folder)) return folder;
    }
  });
}

async function orRefuse<T>(
  logDir: string,
  make: () => Promise<T>,
): Promise<T> {
  try {
    return await make();
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new StartError(
      "logDir",
      `Cannot write to log folder "${logDir}": ${why}; make it writable, or ` +
        `name another with --log-dir`,
      { cause },
    );
  }
}

async function made(folder: string): Promise<boolean> {
  try {
    await Deno.mkdir(folder, { mode: 0o700 });
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.AlreadyExists) return false;
    throw error;
  }
}

/** `21_11_2025_09_00_00`: day first, local time. */
function stamp(date: Date): string {
  const two = (number: number) => String(number).padStart(2, "0");
  return [
    two(date.getDate()),
    two(date.getMonth() + 1),
    date.getFullYear(),
    two(date.getHours()),
    two(date.getMinutes()),
    two(date.getSeconds()),
  ].join("_");
}
