import { assertEquals } from "@std/assert";
import { tryLock } from "./try_lock.ts";

Deno.test("tryLock() asks a Deno that can try, and takes its word", async () => {
  const answers = [true, false];
  const file = {
    lock: () => Promise.reject(new Error("must not wait")),
    tryLock: () => Promise.resolve(answers.shift()!),
  };

  assertEquals([await tryLock(file), await tryLock(file)], [true, false]);
});

Deno.test("tryLock() gives up on a Deno that can only wait", async () => {
  const free = { lock: () => Promise.resolve() };
  const taken = { lock: () => new Promise<void>(() => {}) };

  assertEquals(await tryLock(free, 1000), true);
  assertEquals(await tryLock(taken, 1), false);
});
