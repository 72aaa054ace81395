import {
  assert,
  assertEquals,
  assertMatch,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";
import { FakeDisk } from "../../tests/helpers/fake_disk.ts";
import {
  beginLife,
  STATE_FILE,
  submitted,
} from "../../tests/helpers/journal_life.ts";
import { JournalError } from "./state_errors.ts";

const SEGMENT = `${STATE_FILE}.journal.1`;
const NO_SPACE = new Error("No space left on device (os error 28)");

function kinds(disk: FakeDisk): string[] {
  return disk.operations.map(({ kind }) => kind);
}

function fails(...kinds: string[]) {
  return ({ kind }: { kind: string }) => {
    if (kinds.includes(kind)) throw NO_SPACE;
  };
}

Deno.test("append() writes a line of JSON behind a versioned header", async () => {
  const disk = new FakeDisk();
  const { commit, journal } = await beginLife(disk);

  await commit({ kind: "gpuSwitched", gpu: 3, drain: null });

  assertEquals(
    disk.text(SEGMENT),
    `{"format":1,"firstSeq":1,"base":null}\n` +
      `{"seq":1,"from":1,"events":[{"kind":"gpuSwitched","gpu":3,"drain":null}]}\n`,
  );
  await journal.close();
});

Deno.test("append() resolves after the sync of the line and of the file's name", async () => {
  const disk = new FakeDisk();
  const { commit, journal } = await beginLife(disk);
  disk.operations.length = 0;

  await commit(submitted("a"));
  const first = kinds(disk);
  await commit(submitted("b"));

  assertEquals(first, ["open", "truncate", "append", "sync", "syncDir"]);
  assertEquals(kinds(disk).slice(first.length), ["append", "sync"]);
  await journal.close();
});

Deno.test("append() shares one write and one sync among all that arrived meanwhile", async () => {
  const disk = new FakeDisk();
  const { commit, journal } = await beginLife(disk);
  const gate = Promise.withResolvers<void>();
  const reached = Promise.withResolvers<void>();
  disk.before = async ({ kind }) => {
    if (kind !== "sync") return;
    reached.resolve();
    await gate.promise;
  };
  const order: string[] = [];
  const first = commit(submitted("a")).then(() => order.push("a"));
  await reached.promise;
  const others = ["b", "c", "d"].map((id) =>
    commit(submitted(id)).then(() => order.push(id))
  );
  disk.operations.length = 0;

  gate.resolve();
  await Promise.all([first, ...others]);

  assertEquals(order, ["a", "b", "c", "d"]);
  assertEquals(kinds(disk), ["sync", "syncDir", "append", "sync"]);
  assertMatch(disk.text(SEGMENT)!, /"seq":4,"from":2/);
  await journal.close();
});

Deno.test("append() writes as much with many tasks as with few", async () => {
  const disk = new FakeDisk();
  const { commit, journal } = await beginLife(disk);
  await commit(submitted(...Array.from({ length: 5000 }, (_, i) => `t${i}`)));
  const before = disk.text(SEGMENT)!.length;

  await commit({ kind: "taskRemoved", id: "t7" });

  assert(disk.text(SEGMENT)!.length - before < 100);
  await journal.close();
});

Deno.test("append() of nothing waits for what came before it", async () => {
  const disk = new FakeDisk();
  const { commit, journal } = await beginLife(disk);

  commit(submitted("a"));
  await commit();

  assertStringIncludes(disk.text(SEGMENT)!, `"id":"a"`);
  await journal.close();
});

for (const kind of ["open", "truncate", "append", "sync", "syncDir"]) {
  Deno.test(`append() that fails to ${kind} rejects, and its line is written, once, when the disk heals`, async () => {
    const disk = new FakeDisk();
    const life = await beginLife(disk);
    const { commit, journal, timers, problems } = life;
    disk.before = fails(kind);

    const error = await assertRejects(
      () => commit(submitted("a")),
      JournalError,
    );
    await assertRejects(() => commit(submitted("b")), JournalError);
    const during = journal.problem;
    disk.before = () => {};
    timers.ring();
    await commit(submitted("c"));

    assertStringIncludes(
      error.message,
      `"${SEGMENT}": No space left on device`,
    );
    assertEquals(problems, [error.message, null]);
    assertEquals([during, journal.problem], [error.message, null]);
    await journal.close();
    const next = await beginLife(disk);
    assertEquals([...next.state.tasks.keys()], ["a", "b", "c"]);
    assertEquals(next.notes, []);
    await next.journal.close();
  });
}

for (const kind of ["append", "sync"]) {
  Deno.test(`append() whose first ${kind} alone fails is confirmed, and written once`, async () => {
    const disk = new FakeDisk();
    const { commit, journal, problems } = await beginLife(disk);
    const fail = fails(kind);
    disk.before = (operation) => {
      if (operation.kind === kind) disk.before = () => {};
      return fail(operation);
    };

    await commit(submitted("a"));
    await commit(submitted("b"));

    const lines = disk.text(SEGMENT)!.trimEnd().split("\n");
    assertEquals(lines.slice(1).map((line) => JSON.parse(line).seq), [1, 2]);
    assertEquals(problems, []);
    await journal.close();
  });
}

Deno.test("append() that fails later keeps the confirmed lines whole", async () => {
  const disk = new FakeDisk();
  const { commit, journal, timers, healed } = await beginLife(disk);
  await commit(submitted("a"));
  disk.before = fails("append");
  await assertRejects(() => commit(submitted("b")), JournalError);

  disk.before = () => {};
  timers.ring();
  await healed;

  const lines = disk.text(SEGMENT)!.trimEnd().split("\n");
  assertEquals(lines.slice(1).map((line) => JSON.parse(line).seq), [1, 2]);
  await journal.close();
});

Deno.test("the journal tries again while the disk fails, and stops once closed", async () => {
  const disk = new FakeDisk();
  const { commit, journal, timers, problems } = await beginLife(disk);
  disk.before = fails("sync");
  await assertRejects(() => commit(submitted("a")), JournalError);

  await timers.ringAgain();
  assertEquals(timers.waiting.size, 1);
  await assertRejects(() => journal.close(), JournalError, "No space left");

  assertEquals(timers.waiting.size, 0);
  assertEquals(problems.length, 1);
  await assertRejects(() => commit(submitted("b")), JournalError, "closed");
});

Deno.test("snapshot() leaves one file that alone tells everything", async () => {
  const disk = new FakeDisk();
  const { commit, journal, state } = await beginLife(disk);
  await commit(submitted("a"));

  await journal.snapshot(state);
  await journal.close();

  assertEquals(disk.paths, [STATE_FILE]);
  const next = await beginLife(disk);
  assertEquals([...next.state.tasks.keys()], ["a"]);
  assertEquals(next.fresh, false);
  await next.journal.close();
});

Deno.test("snapshot() does not hold up appends, which go to a fresh segment", async () => {
  const disk = new FakeDisk();
  const { commit, journal, state } = await beginLife(disk);
  await commit(submitted("a"));
  const gate = Promise.withResolvers<void>();
  disk.before = ({ kind }) => kind === "rename" ? gate.promise : undefined;

  const saved = journal.snapshot(state);
  await commit(submitted("b"));
  gate.resolve();
  await saved;
  await journal.close();

  assertEquals(disk.paths, [STATE_FILE, `${STATE_FILE}.journal.2`]);
  const next = await beginLife(disk);
  assertEquals([...next.state.tasks.keys()], ["a", "b"]);
  await next.journal.close();
});

Deno.test("snapshot() that fails leaves the earlier file and the journal, and no waste", async () => {
  const disk = new FakeDisk();
  const { commit, journal, state, problems } = await beginLife(disk);
  await commit(submitted("a"));
  disk.before = fails("rename");

  await assertRejects(
    () => journal.snapshot(state),
    JournalError,
    `Cannot write recovery file "${STATE_FILE}": No space left`,
  );

  assertEquals(disk.paths, [SEGMENT]);
  assertEquals(problems, []);
  await commit(submitted("b"));
  disk.before = () => {};
  await journal.close();
  const next = await beginLife(disk);
  assertEquals([...next.state.tasks.keys()], ["a", "b"]);
  await next.journal.close();
});

Deno.test("snapshot() after one that failed half way is whole, whatever was left", async () => {
  const disk = new FakeDisk();
  const { commit, journal, state } = await beginLife(disk);
  await commit(submitted("a", "b", "c"));
  disk.before = fails("sync", "remove");
  await assertRejects(() => journal.snapshot(state), JournalError);
  assertEquals(disk.paths, [SEGMENT, `${STATE_FILE}.tmp`]);

  disk.before = () => {};
  await journal.snapshot(state);
  await journal.close();

  const next = await beginLife(disk);
  assertEquals([...next.state.tasks.keys()], ["a", "b", "c"]);
  await next.journal.close();
});

Deno.test("snapshot() heals a journal whose segment cannot be written any more", async () => {
  const disk = new FakeDisk();
  const { commit, journal, state, problems } = await beginLife(disk);
  disk.before = ({ kind, path }) => {
    if (path === SEGMENT && kind === "sync") throw NO_SPACE;
  };
  await assertRejects(() => commit(submitted("a")), JournalError);

  await journal.snapshot(state);
  await commit(submitted("b"));

  assertEquals(problems.at(-1), null);
  await journal.close();
  const next = await beginLife(disk);
  assertEquals([...next.state.tasks.keys()], ["a", "b"]);
  await next.journal.close();
});

Deno.test("snapshot() goes through although an old segment cannot be removed", async () => {
  const disk = new FakeDisk();
  const { commit, journal, state } = await beginLife(disk);
  await commit(submitted("a"));
  disk.before = fails("remove");

  await journal.snapshot(state);
  await commit(submitted("b"));
  await journal.close();

  disk.before = () => {};
  const next = await beginLife(disk);
  assertEquals([...next.state.tasks.keys()], ["a", "b"]);
  await next.journal.close();
});

Deno.test("bytesSinceSnapshot grows with events, over a restart too, and begins again", async () => {
  const disk = new FakeDisk();
  const { commit, journal } = await beginLife(disk);
  await commit(submitted("a"));
  const grown = journal.bytesSinceSnapshot;
  await journal.close();

  const next = await beginLife(disk);
  assert(grown > 100 && next.journal.bytesSinceSnapshot >= grown);
  await next.journal.snapshot(next.state);

  assertEquals(next.journal.bytesSinceSnapshot, 0);
  await next.journal.close();
});
