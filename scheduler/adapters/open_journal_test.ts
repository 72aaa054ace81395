import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { FakeDisk } from "../../tests/helpers/fake_disk.ts";
import {
  beginLife,
  STATE_FILE,
  submitted,
} from "../../tests/helpers/journal_life.ts";
import { headerText, lineText } from "./event_codec.ts";
import { StateError } from "./state_errors.ts";

const FIXTURES = new URL("../../tests/fixtures/recovery/", import.meta.url);

function segment(firstSeq: number): string {
  return `${STATE_FILE}.journal.${firstSeq}`;
}

function lines(firstSeq: number, ...ids: string[]): string {
  return headerText({ format: 1, firstSeq, base: null }) +
    ids.map((id, index) => {
      const seq = firstSeq + index;
      return lineText(seq, seq, JSON.stringify([submitted(id)]));
    }).join("");
}

/** A disk that a server with three tasks has left after a clean stop. */
async function used(): Promise<FakeDisk> {
  const disk = new FakeDisk();
  const { commit, journal, state } = await beginLife(disk);
  await commit(submitted("a"));
  await commit(submitted("b"), submitted("c"));
  await journal.snapshot(state);
  await journal.close();
  return disk;
}

/** Fails to begin a life, and returns why; nothing on disk may change. */
async function refused(disk: FakeDisk): Promise<string> {
  const texts = () => disk.paths.map((path) => [path, disk.text(path)]);
  const before = texts();
  const error = await assertRejects(() => beginLife(disk), StateError);
  assertEquals(texts(), before);
  return error.message;
}

Deno.test("openJournal() begins empty where there is nothing", async () => {
  const disk = new FakeDisk();

  const { fresh, notes, state, journal } = await beginLife(disk);

  assertEquals([fresh, notes, state.tasks.size], [true, [], 0]);
  await journal.close();
  assertEquals(disk.paths, []);
});

Deno.test("openJournal() goes on where an earlier life crashed before its first snapshot", async () => {
  const disk = new FakeDisk();
  disk.put(segment(1), lines(1, "a", "b"));
  disk.put(segment(3), lines(3, "c"));

  const life = await beginLife(disk);
  await life.commit(submitted("d"));
  await life.journal.close();

  assertEquals(life.fresh, false);
  assertStringIncludes(disk.text(segment(4))!, `"seq":4`);
  const next = await beginLife(disk);
  assertEquals([...next.state.tasks.keys()], ["a", "b", "c", "d"]);
  await next.journal.close();
});

Deno.test("openJournal() drops a torn end, says so, and cuts it off the file", async () => {
  const disk = new FakeDisk();
  disk.put(segment(1), lines(1, "a") + `{"seq":2,"from":2,"eve`);

  const { notes, state, journal } = await beginLife(disk);

  assertEquals([...state.tasks.keys()], ["a"]);
  assertEquals(notes.length, 1);
  assertStringIncludes(
    notes[0]!,
    `Dropped the last 22 bytes of "${segment(1)}"`,
  );
  assertEquals(disk.text(segment(1)), lines(1, "a"));
  await journal.close();
});

Deno.test("openJournal() removes a segment that holds nothing whole", async () => {
  const disk = await used();
  disk.put(segment(4), lines(4, "d").slice(0, 60));

  const { notes, journal } = await beginLife(disk);

  assertEquals(disk.paths, [STATE_FILE]);
  assertEquals(notes.length, 1);
  await journal.close();
});

Deno.test("openJournal() removes what a snapshot that never finished left", async () => {
  const disk = await used();
  disk.put(`${STATE_FILE}.tmp`, `{"half`);

  const { journal } = await beginLife(disk);

  assertEquals(disk.paths, [STATE_FILE]);
  await journal.close();
});

Deno.test("openJournal() leaves another state file's journal in the same folder alone", async () => {
  const disk = new FakeDisk();
  disk.put("/state/other.json.journal.7", "not ours");
  disk.put(`${STATE_FILE}.journal.old`, "not ours either");
  disk.put(`${STATE_FILE}.journal.01`, "nor this");
  const { commit, journal, state } = await beginLife(disk);
  await commit(submitted("a"));

  await journal.snapshot(state);
  await journal.close();

  assertEquals(disk.paths.length, 4);
});

Deno.test("openJournal() skips the segments that a snapshot includes already", async () => {
  const disk = await used();
  disk.put(segment(1), lines(1, "a"));

  const { state, journal } = await beginLife(disk);

  assertEquals([...state.tasks.keys()], ["a", "b", "c"]);
  await journal.close();
});

Deno.test("openJournal() takes a recovery file of ANT 1.1.0 and the events after it", async () => {
  const disk = new FakeDisk();
  disk.put(
    STATE_FILE,
    await Deno.readFile(new URL("ant_1_1_0.json", FIXTURES)),
  );
  const first = await beginLife(disk);
  await first.commit(submitted("new"));
  await first.journal.close();

  const { state, notes, fresh, journal } = await beginLife(disk);

  assertEquals([...state.tasks.keys()], ["new"]);
  assertEquals(state.recovery.sessions.length, 2);
  assertStringIncludes(notes[0]!, "is of ANT 1.1.0 or before");
  assertEquals(fresh, false);
  await journal.snapshot(state);
  await journal.close();
  const last = await beginLife(disk);
  assertEquals(last.state.recovery.sessions.length, 2);
  assertEquals(last.notes, []);
  await last.journal.close();
});

Deno.test("openJournal() refuses events that continue another recovery file of ANT 1.1.0", async () => {
  const disk = new FakeDisk();
  disk.put(
    STATE_FILE,
    await Deno.readFile(new URL("ant_1_1_0.json", FIXTURES)),
  );
  const { commit, journal } = await beginLife(disk);
  await commit(submitted("a"));
  await journal.close();

  disk.put(STATE_FILE, await Deno.readFile(new URL("legacy.json", FIXTURES)));

  assertStringIncludes(await refused(disk), "is not the one that it continues");
});

Deno.test("openJournal() refuses events whose recovery file is gone", async () => {
  const disk = await used();
  const { commit, journal } = await beginLife(disk);
  await commit(submitted("d"));
  await journal.close();

  await disk.remove(STATE_FILE);

  assertStringIncludes(await refused(disk), "events 1 to 2 are missing");
});

for (
  const [what, text, message] of [
    ["an empty file", "", "it is empty"],
    ["a file cut short", `{"version":2,"sessions":[{"queued":[`, "JSON"],
    [
      "a file of a later schema",
      `{"version":3,"sessions":[]}`,
      `its "version"`,
    ],
    [
      "a file that a later server wrote",
      `{"version":2,"sessions":[],"ant":{"format":2}}`,
      "a newer server wrote it",
    ],
    ["a file that is something else", `{"backend_port":5000}`, "no sessions"],
    ["a list", `[]`, "it is not a JSON object"],
    ["sessions that are none", `{"version":2,"sessions":{}}`, `its "sessions"`],
  ] as const
) {
  Deno.test(`openJournal() refuses ${what}, and leaves it alone`, async () => {
    const disk = new FakeDisk();
    disk.put(STATE_FILE, text);
    disk.put(`${STATE_FILE}.tmp`, "may be of use to a person");

    const reason = await refused(disk);

    assertStringIncludes(reason, `Cannot read "${STATE_FILE}": `);
    assertStringIncludes(reason, message);
    assertStringIncludes(reason, "put a good copy in its place");
  });
}

Deno.test("openJournal() refuses bytes that are not UTF-8", async () => {
  const disk = await used();
  const bytes = (await disk.read(STATE_FILE))!;
  bytes[bytes.indexOf(101)] = 0xff;
  disk.put(STATE_FILE, bytes);

  assertStringIncludes(await refused(disk), `Cannot read "${STATE_FILE}"`);
});

for (
  const [what, texts, message] of [
    [
      "a missing segment",
      { 1: lines(1, "a"), 3: lines(3, "c") },
      "events 2 to 2",
    ],
    ["a missing beginning", { 2: lines(2, "b") }, "events 1 to 1 are missing"],
    [
      "segments that overlap",
      { 1: lines(1, "a", "b"), 2: lines(2, "c") },
      "twice",
    ],
    [
      "damage in the middle",
      { 1: lines(1, "a", "b").replace(`{"seq":1`, "§") },
      "line 2 is not JSON",
    ],
    [
      "an event that does not fit",
      { 1: lines(1, "a").replace("tasksSubmitted", "taskRemoved") },
      "event 1 does not fit",
    ],
  ] as const
) {
  Deno.test(`openJournal() refuses ${what}, and leaves all alone`, async () => {
    const disk = new FakeDisk();
    for (const [seq, text] of Object.entries(texts)) {
      disk.put(segment(Number(seq)), text);
    }

    assertStringIncludes(await refused(disk), message);
  });
}

Deno.test("openJournal() refuses a disk that cannot be read", async () => {
  const disk = new FakeDisk();
  disk.read = () => Promise.reject(new Error("Input/output error"));

  assertStringIncludes(await refused(disk), "Input/output error");
});
