/** Resolves to whether the work was done in that time; it goes on either way. */
export async function within(
  patienceMs: number,
  work: Promise<unknown>,
): Promise<boolean> {
  const alarm = Promise.withResolvers<false>();
  const timer = setTimeout(() => alarm.resolve(false), patienceMs);
  try {
    return await Promise.race([work.then(() => true), alarm.promise]);
  } finally {
    clearTimeout(timer);
  }
}
