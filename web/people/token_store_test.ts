import {
  assertEquals,
  assertMatch,
  assertRejects,
  assertThrows,
} from "@std/assert";
import { TokenStore } from "./token_store.ts";

const WISH = { name: "alice", role: "user", maxGpus: 2, maxQueued: null };

function aStore(text: string | null = null) {
  const place = { text, nowMs: 1000, writes: 0, full: false };
  const store = new TokenStore({
    text,
    write: (next) => {
      if (place.full) return Promise.reject(new Error("disk full"));
      place.text = next;
      place.writes++;
      return Promise.resolve();
    },
    now: () => place.nowMs,
    warn: () => {},
  });
  return { store, place, make: () => store.create(WISH as never) };
}

Deno.test("create() tells a token once, and keeps its digest alone", async () => {
  const { store, place, make } = aStore();

  const value = await make();

  assertMatch(value, /^ant_[\w-]{43}$/);
  assertEquals(place.text!.includes(value), false);
  assertEquals(JSON.stringify(store.list).includes("sha256"), false);
  const { name, role, maxGpus, maxQueued } = store.find(value)!;
  assertEquals([name, role, maxGpus, maxQueued], ["alice", "user", 2, null]);
  assertEquals(store.find(`${value}x`), null);
});

Deno.test("a store reads what it wrote, and refuses what it did not", async () => {
  const { place, make } = aStore();
  const value = await make();

  assertEquals(aStore(place.text).store.find(value)?.name, "alice");
  for (const text of ["", "{", '{"version":2,"tokens":[]}']) {
    assertThrows(() => aStore(text), TypeError);
  }
});

Deno.test("create() refuses a name that is taken, and forgets what was not saved", async () => {
  const { store, place, make } = aStore();
  place.full = true;
  await assertRejects(make, Error, "disk full");
  assertEquals(store.list, []);
  place.full = false;
  await make();

  await assertRejects(make, Error, 'Cannot make token "alice"');
});

Deno.test("revoke() ends a token at once, and another of its name is another", async () => {
  const { store, make } = aStore();
  const value = await make();
  const digest = store.digest("alice");

  await store.revoke("alice");

  assertEquals([store.find(value), store.named("alice")], [null, null]);
  await assertRejects(() => store.revoke("alice"), Error, "there is none");
  await make();
  assertEquals(store.digest("alice") === digest, false);
});

Deno.test("find() tells when a token was last used, and writes that once a minute", async () => {
  const { store, place, make } = aStore();
  const value = await make();
  place.nowMs = 62_000;

  store.find(value);
  store.find(value);

  assertEquals(store.list[0]!.lastUsedAtMs, 62_000);
  await Promise.resolve();
  assertEquals(place.writes, 2);
  assertMatch(place.text!, /"lastUsedAtMs": 62000/);
});
