import { assertEquals } from "@std/assert";
import { Feed } from "./feed.ts";

/** Takes as many messages as are there without waiting for more. */
async function unread(
  reader: AsyncIterator<{ id: string; event: string; data: unknown }>,
  count: number,
) {
  const messages = [];
  for (let taken = 0; taken < count; taken++) {
    const { value, done } = await reader.next();
    messages.push(done ? "end" : `${value.event} ${value.id} ${value.data}`);
  }
  return messages;
}

Deno.test("Feed begins with the board, and goes on with every patch", async () => {
  const feed = new Feed<string, string>("a", () => "board");
  feed.publish("missed");
  const reader = feed.read(null);
  feed.publish("one");
  feed.publish("two");

  assertEquals(await unread(reader, 3), [
    "board a:1 board",
    "patch a:2 one",
    "patch a:3 two",
  ]);
  feed.close();
  assertEquals(await unread(reader, 1), ["end"]);
});

Deno.test("more() gives at once what need not be waited for, and each only once", async () => {
  const feed = new Feed<string, string>("a", () => "board");
  const reader = feed.read(null);
  for (const patch of ["one", "two", "three"]) feed.publish(patch);

  const first = reader.more(2).map(({ data }) => data);

  assertEquals(first, ["board", "one"]);
  assertEquals(await unread(reader, 1), ["patch a:2 two"]);
  assertEquals(reader.more(9).map(({ data }) => data), ["three"]);
  assertEquals(reader.more(9), []);
  feed.close();
});

Deno.test("Feed gives a reader that comes back what it missed, and no board", async () => {
  const feed = new Feed<string, string>("a", () => "board");
  for (const patch of ["one", "two", "three"]) feed.publish(patch);

  const reader = feed.read("a:1");

  assertEquals(await unread(reader, 2), ["patch a:2 two", "patch a:3 three"]);
  feed.close();
});

for (const lastId of ["b:1", "a:99", "a:-1", "a:x", "nonsense", ""]) {
  Deno.test(`Feed starts over with a board for the id "${lastId}"`, async () => {
    const feed = new Feed<string, string>("a", () => "board");
    feed.publish("one");

    const reader = feed.read(lastId);

    assertEquals(await unread(reader, 1), ["board a:1 board"]);
    feed.close();
  });
}

Deno.test("Feed starts over for a reader that was away for too long", async () => {
  const feed = new Feed<string, string>("a", () => "board");
  for (let patch = 1; patch <= 1000; patch++) feed.publish(`${patch}`);

  assertEquals(await unread(feed.read("a:1"), 1), ["board a:1000 board"]);
  assertEquals(await unread(feed.read("a:999"), 1), ["patch a:1000 1000"]);
  feed.close();
});

Deno.test("Feed lets a reader go that does not read, and the others stay", async () => {
  const feed = new Feed<string, string>("a", () => "board");
  const frozen = feed.read(null);
  const lively = feed.read(null);
  await lively.next();
  for (let patch = 1; patch <= 1000; patch++) {
    feed.publish(`${patch}`);
    await lively.next();
  }

  assertEquals(feed.readers, 1);
  assertEquals(await unread(frozen, 1), ["end"]);
  feed.close();
});

Deno.test("Feed is not heard until a reader comes, and once no one can read on", async () => {
  const feed = new Feed<string, number>("a", () => "board");
  const before = feed.isHeard;
  feed.skip();
  const reader = feed.read(null);
  feed.publish(0);
  const [, seen] = await unread(reader, 2);
  await reader.return!();
  const after: boolean[] = [];
  for (let patch = 1; patch <= 400; patch++) {
    after.push(feed.isHeard);
    feed.publish(patch);
  }

  assertEquals([before, seen], [false, "patch a:2 0"]);
  assertEquals([after.every(Boolean), feed.isHeard], [true, false]);
  assertEquals(await unread(feed.read("a:2"), 1), ["patch a:3 1"]);
  feed.close();
});

Deno.test("Feed begins anew for one that missed what was skipped", async () => {
  const feed = new Feed<string, string>("a", () => "board");
  feed.publish("one");
  feed.skip();
  feed.publish("three");

  assertEquals(await unread(feed.read("a:1"), 1), ["board a:3 board"]);
  assertEquals(await unread(feed.read("a:2"), 1), ["patch a:3 three"]);
  feed.close();
});
