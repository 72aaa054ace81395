/**
 * Below what Linux hands out by itself, 32768 to 60999 (ip(7)), and above what
 * browsers keep away from (Fetch Standard, 2.9).
 */
const FIRST = 20_000;
const LAST = 32_000;
/** What the folders of whole runs are named with. */
const RUN = "/ant-tests-";

/**
 * Finds ports that are free on 127.0.0.1, for a server that will listen there.
 * Nobody who asks for any port, or connects, gets one of them meanwhile: tests
 * of other files, which run at the same time, do both all the while. Nor does
 * one of those tests that asks here, though no server may listen there yet.
 */
export function freePorts(count: number): number[] {
  const held: Deno.Listener[] = [];
  while (held.length < count) {
    const port = anyPort();
    if (!isUnclaimed(port)) continue;
    try {
      held.push(Deno.listen({ hostname: "127.0.0.1", port }));
    } catch (error) {
      if (!(error instanceof Deno.errors.AddrInUse)) throw error;
    }
  }
  const ports = held.map(({ addr }) => (addr as Deno.NetAddr).port);
  held.forEach((listener) => listener.close());
  return ports;
}

/** Claims a port until the end of a suite, in the folder of its run. */
function isUnclaimed(port: number): boolean {
  const dir = Deno.env.get("TMPDIR") ?? "";
  if (!dir.includes(RUN)) return true; // Nobody else runs tests now.
  try {
    Deno.openSync(`${dir}/port-${port}`, { write: true, createNew: true })
      .close();
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.AlreadyExists) return false;
    throw error;
  }
}

/** Not `Math.random()`, which a run may make steady: all would draw the same. */
function anyPort(): number {
  const [drawn] = crypto.getRandomValues(new Uint32Array(1));
  return FIRST + drawn! % (LAST - FIRST);
}
