/** No test waits longer for one thing, on whatever machine. */
export const PATIENCE_MS = 5 * 60_000;

/** What was waited for, and what there was in place of it. */
export interface Wait {
  readonly what: string;
  readonly seen?: () => string;
  readonly patienceMs?: number;
}

/** Resolves as a promise does; rejects where it has not for minutes. */
export async function within<T>(wanted: Promise<T>, wait: Wait): Promise<T> {
  const late = Promise.withResolvers<never>();
  const { patienceMs = PATIENCE_MS } = wait;
  const timer = setTimeout(() => late.reject(inVain(wait)), patienceMs);
  try {
    return await Promise.race([wanted, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** Asks at each turn of the event loop until it is so; minutes at most. */
export async function untilSo(isSo: () => boolean, wait: Wait): Promise<void> {
  const endMs = performance.now() + (wait.patienceMs ?? PATIENCE_MS);
  while (!isSo()) {
    if (performance.now() > endMs) throw inVain(wait);
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
}

function inVain({ what, seen, patienceMs = PATIENCE_MS }: Wait): Error {
  const instead = seen === undefined ? "" : `; there was: ${seen()}`;
  return new Error(`Waited ${patienceMs} ms in vain for ${what}${instead}`);
}
