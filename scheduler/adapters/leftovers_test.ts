import { assertEquals } from "@std/assert";
import { untilSo } from "../../tests/helpers/within.ts";
import { Leftovers } from "./leftovers.ts";

const MINUTE_MS = 60_000;

/** Time that a test moves by hand, and the last wish to be called back. */
class HandTimers {
  nowMs = 0;
  wish: { atMs: number; run: () => void } | null = null;

  now(): number {
    return this.nowMs;
  }

  after(delayMs: number, run: () => void): () => void {
    this.wish = { atMs: this.nowMs + delayMs, run };
    return () => this.wish = null;
  }

  /** Passes the time until the one who wishes is called back. */
  pass(): void {
    const { atMs, run } = this.wish!;
    this.nowMs = atMs;
    run();
  }
}

Deno.test("Leftovers are removed once ten minutes have been quiet", async () => {
  const dir = await Deno.makeTempDir({ prefix: "ant-leftovers-" });
  const left = () => [...Deno.readDirSync(dir)].map(({ name }) => name).sort();
  for (const name of ["a", "b"]) await Deno.writeTextFile(`${dir}/${name}`, "");
  const timers = new HandTimers();
  const leftovers = new Leftovers(timers);

  leftovers.add(`${dir}/a`);
  timers.nowMs += 9 * MINUTE_MS;
  leftovers.add(`${dir}/b`);
  timers.pass();
  const afterTen = [timers.nowMs, left()];
  timers.pass();
  await untilSo(() => left().length === 0, { what: "an empty folder" });

  assertEquals(afterTen, [10 * MINUTE_MS, ["a", "b"]]);
  assertEquals(timers.nowMs, 19 * MINUTE_MS);
  await Deno.remove(dir, { recursive: true });
});

Deno.test("Leftovers stay for a while, and are gone in the end", async () => {
  const dir = await Deno.makeTempDir({ prefix: "ant-leftovers-" });
  const left = () => [...Deno.readDirSync(dir)].map(({ name }) => name).sort();
  for (const name of ["a", "b", "c"]) {
    await Deno.writeTextFile(`${dir}/${name}`, "");
  }
  const leftovers = new Leftovers();

  leftovers.add(`${dir}/a`);
  leftovers.add(`${dir}/never there`);
  assertEquals(left(), ["a", "b", "c"]);
  leftovers.close();
  assertEquals(left(), ["b", "c"]);
  leftovers.add(`${dir}/b`);
  assertEquals(left(), ["c"]);

  await Deno.remove(dir, { recursive: true });
});
