import { assertEquals, assertRejects } from "@std/assert";
import type { LaunchWatch } from "../ports.ts";
import { SlowVolumes } from "./slow_volumes.ts";
import type { Timers } from "./timers.ts";

/** Time is up when the test says so. */
class HandTimers implements Timers {
  readonly #due = new Set<() => void>();
  now(): number {
    return 0;
  }
  after(_delayMs: number, run: () => void): () => void {
    this.#due.add(run);
    return () => this.#due.delete(run);
  }
  ring(): void {
    for (const run of [...this.#due]) run();
  }
}

/** Volumes of which `/far away` is mounted, and looks that a test ends. */
async function someVolumes() {
  const mountsFile = await Deno.makeTempFile({ prefix: "ant-mounts-" });
  await Deno.writeTextFile(
    mountsFile,
    "21 1 8:1 / / rw - ext4 /dev/vda rw\n" +
      "30 21 0:40 / /far\\040away rw - nfs4 filer:/home rw\n",
  );
  const timers = new HandTimers();
  const volumes = new SlowVolumes({ timers, mountsFile });
  const looked: string[] = [];
  const acted: string[] = [];
  const hung = new Map<string, PromiseWithResolvers<void>>();
  const slow: string[] = [];
  const told = Promise.withResolvers<void>();
  return {
    timers,
    looked,
    acted,
    slow,
    /** Enters a folder; one beneath `/far away` hangs until `answer`. */
    enter(folder: string, control = new AbortController()) {
      const watch: LaunchWatch = {
        signal: control.signal,
        onHang: (why) => {
          slow.push(why);
          told.resolve();
        },
      };
      const what = "where it works";
      const needed = { path: folder, what, hasAnswered: () => false };
      return volumes.enter([needed], watch, {
        look: () => {
          looked.push(folder);
          if (!folder.startsWith("/far")) return Promise.resolve();
          const gate = Promise.withResolvers<void>();
          hung.set(folder, gate);
          return gate.promise;
        },
        act: () => Promise.resolve(void acted.push(folder)),
      });
    },
    answer: (folder: string) => hung.get(folder)!.resolve(),
    /** Resolves once somebody was told of one that hangs. */
    told: told.promise,
    [Symbol.asyncDispose]: () => Deno.remove(mountsFile),
  };
}

Deno.test("SlowVolumes asks a volume that hangs nothing more, and others all the same", async () => {
  await using it = await someVolumes();
  const first = it.enter("/far away/a");
  it.timers.ring();
  await it.told;

  const second = it.enter("/far away/b");
  const third = it.enter("/far away/c");
  await it.enter("/near");
  const beside = it.enter("/far away too");
  const lookedMeanwhile = [...it.looked];
  it.answer("/far away/a");
  await first;
  while (!it.looked.includes("/far away/b")) await Promise.resolve();
  const lookedThen = it.looked.includes("/far away/c");
  it.answer("/far away/b");
  await second;
  while (!it.looked.includes("/far away/c")) await Promise.resolve();
  it.answer("/far away/c");
  await third;
  it.answer("/far away too");
  await beside;

  assertEquals(lookedMeanwhile, ["/far away/a", "/near", "/far away too"]);
  assertEquals(lookedThen, false);
  assertEquals(it.acted.filter((one) => one.startsWith("/far away/")), [
    ...["/far away/a", "/far away/b", "/far away/c"],
  ]);
  assertEquals(
    it.slow,
    Array(3).fill('"/far away", where it works, does not answer'),
  );
});

Deno.test("SlowVolumes gives up at once what hangs or waits, and it is never begun", async () => {
  await using it = await someVolumes();
  const [one, two] = [new AbortController(), new AbortController()];
  const first = it.enter("/far away/a", one);
  it.timers.ring();
  await it.told;
  const second = it.enter("/far away/b", two);

  one.abort();
  two.abort();
  await assertRejects(() => first, Error, "stopped before it began");
  await assertRejects(() => second, Error, "stopped before it began");
  const last = it.enter("/far away/c");
  it.answer("/far away/a");
  while (!it.looked.includes("/far away/c")) await Promise.resolve();
  it.answer("/far away/c");
  await last;

  assertEquals(it.looked, ["/far away/a", "/far away/c"]);
  assertEquals(it.acted, ["/far away/c"]);
});
