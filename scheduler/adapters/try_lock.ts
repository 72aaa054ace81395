/** How long Deno 2.6 may wait for a lock that is free. */
const PATIENCE_MS = 500;

/**
 * Takes an exclusive lock, flock(2), unless another process has it. Deno 2.6
 * only knows the call that waits; a wait given up goes on until the process
 * ends, which is what a start without its lock does next.
 */
export async function tryLock(
  file: Pick<Deno.FsFile, "lock"> & Partial<Pick<Deno.FsFile, "tryLock">>,
  patienceMs = PATIENCE_MS,
): Promise<boolean> {
  if (file.tryLock !== undefined) return await file.tryLock(true);
  const alarm = Promise.withResolvers<false>();
  const timer = setTimeout(() => alarm.resolve(false), patienceMs);
  try {
    const locked = file.lock(true).then(() => true);
    return await Promise.race([locked, alarm.promise]);
  } finally {
    clearTimeout(timer);
  }
}
