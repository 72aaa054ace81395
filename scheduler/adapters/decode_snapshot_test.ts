import { assert, assertEquals, assertThrows } from "@std/assert";
import { aTask, T0 } from "../../tests/helpers/builders.ts";
import { evolve } from "../core/evolve.ts";
import { emptyState, type SchedulerState } from "../model/state.ts";
import type { Task } from "../model/task.ts";
import { decodeSnapshot } from "./decode_snapshot.ts";
import { captureSnapshot, snapshotText } from "./encode_snapshot.ts";

/** `ant_1_1_0.json` and `legacy.json` have the forms that ANT documents. */
async function decoded(name: string) {
  const url = new URL(`../../tests/fixtures/recovery/${name}`, import.meta.url);
  return decodeSnapshot(await Deno.readTextFile(url));
}

function ids(entries: ReadonlyMap<string, Task>): string[] {
  return [...entries.keys()];
}

Deno.test("decodeSnapshot() takes every session of ANT 1.1.0 as an earlier life", async () => {
  const { state, seq, isForeign } = await decoded("ant_1_1_0.json");

  assertEquals([seq, isForeign, state.tasks.size], [0, true, 0]);
  const [last, earlier, ...others] = state.recovery.sessions;
  assertEquals(others, []); // The third one holds nothing.
  assertEquals(
    [last!.sessionId, last!.savedAtMs],
    ["1763690400123-9f3a1c2b", 1763690400123],
  );
  assertEquals(ids(last!.entries.queued), ["sweep-3", "sweep-2"]);
  assertEquals(ids(last!.entries.ongoing), ["train"]);
  assertEquals(ids(last!.entries.completed), ["prepare", "stuck"]);
  assertEquals(earlier!.sessionId, "1763600000000-00c0ffee");
});

Deno.test("decodeSnapshot() takes what ANT 1.1.0 had running as lost", async () => {
  const { state } = await decoded("ant_1_1_0.json");

  const [session] = state.recovery.sessions;

  assertEquals(session!.entries.ongoing.get("train"), {
    id: "train",
    spec: {
      command: "python train.py",
      nGpus: 1,
      envar: { WANDB_TOKEN: "not-a-real-one" },
      tags: [],
      options: {},
      runnerEnvar: { EXTRA: "1" },
    },
    state: { name: "lost" },
    sinceMs: 1763690400123,
    submittedAtMs: 1763686800500,
    attempt: 1,
    startedAtMs: 1763686800500,
    endedAtMs: 1763690400123,
    lastGpus: [3],
    logFile: "./ant_runner_logs/21_11_2025_09_00_00/train.log",
    turn: 0,
    notBeforeMs: null,
    pending: [],
    earlier: [],
  });
});

Deno.test("decodeSnapshot() takes what ANT 1.1.0 completed as succeeded or terminated", async () => {
  const { state } = await decoded("ant_1_1_0.json");

  const { completed } = state.recovery.sessions[0]!.entries;

  const prepare = completed.get("prepare")!;
  assertEquals(prepare.state, { name: "succeeded" });
  assertEquals(prepare.endedAtMs, 1763686709250);
  assertEquals(prepare.lastGpus, []);
  assertEquals(completed.get("stuck")!.state, { name: "terminated" });
});

Deno.test("decodeSnapshot() forgets the stale GPUs of a task that waits again", async () => {
  const { state } = await decoded("ant_1_1_0.json");

  const { queued } = state.recovery.sessions[0]!.entries;

  const again = queued.get("sweep-2")!;
  assertEquals([again.lastGpus, again.logFile, again.turn], [null, null, 1]);
});

Deno.test("decodeSnapshot() keeps an id and a log path as mere text", async () => {
  const { state } = await decoded("ant_1_1_0.json");

  const evil = state.recovery.sessions[1]!.entries.ongoing;

  assertEquals(ids(evil), ["../../etc/cron.d/evil"]);
  assertEquals([...evil.values()][0]!.logFile, "../../etc/passwd");
});

Deno.test("decodeSnapshot() keeps hidden entries with the section they came from", async () => {
  const { state } = await decoded("ant_1_1_0.json");

  const hidden = [...state.recovery.hidden.values()]
    .map(({ task, from }) => [task.id, from, task.state.name]);

  assertEquals(hidden, [
    ["old-run", "completed", "succeeded"],
    ["old-wish", "queued", "queued"],
  ]);
});

Deno.test("decodeSnapshot() reads the form before sessions as one session", async () => {
  const { state, isForeign } = await decoded("legacy.json");

  const [session, ...others] = state.recovery.sessions;

  assertEquals([isForeign, others], [true, []]);
  assertEquals(session!.sessionId, "1762000000500-00000000");
  assertEquals(ids(session!.entries.queued), ["b"]);
  assertEquals(ids(session!.entries.ongoing), ["a"]);
  assertEquals(ids(session!.entries.completed), ["c"]);
});

Deno.test("decodeSnapshot() gives odd fields harmless values and drops what has no id", async () => {
  const { state } = await decoded("odd_fields.json");

  const { queued, completed } = state.recovery.sessions[0]!.entries;

  assertEquals(ids(queued), ["17", "x"]);
  const x = {
    command: "",
    nGpus: 0,
    envar: {},
    tags: [],
    options: {},
    runnerEnvar: {},
  };
  assertEquals(queued.get("x")!.spec, x);
  assertEquals(queued.get("17")!.turn, 0);
  const y = completed.get("y")!;
  assertEquals([y.startedAtMs, y.lastGpus, y.logFile], [null, null, null]);
  assertEquals(y.state, { name: "succeeded" });
});

Deno.test("decodeSnapshot() tells sessions of an edited file apart, the newest first", () => {
  const session = (savedAt: number, id: string) => ({
    session_id: "same",
    saved_at: savedAt,
    queued: [{ task_id: id, command: "true" }],
  });
  const file = { version: 2, sessions: [session(1, "old"), session(2, "new")] };

  const { sessions } = decodeSnapshot(JSON.stringify(file)).state.recovery;

  assertEquals(sessions.map(({ sessionId }) => sessionId), ["same", "same+"]);
  assertEquals(ids(sessions[0]!.entries.queued), ["new"]);
});

Deno.test("decodeSnapshot() refuses an id that stands twice in the present life", () => {
  const twice = { "task_id": "a", command: "true" };
  const file = {
    version: 2,
    sessions: [{ session_id: "s", queued: [twice], completed: [twice] }],
    ant: {
      format: 1,
      seq: 3,
      currentSession: "s",
      disabledGpus: [],
      envDraft: {},
      submissions: [],
    },
  };

  assertThrows(
    () => decodeSnapshot(JSON.stringify(file)),
    TypeError,
    `task "a" stands twice`,
  );
});

Deno.test("decodeSnapshot() loses nothing of ANT's file once it was written in our form", async () => {
  const { state } = await decoded("ant_1_1_0.json");

  const again = writtenAndRead(state);

  assert(!again.isForeign);
  assertEquals(again.state.recovery, state.recovery);
});

Deno.test("decodeSnapshot() keeps the order of submission, though the clock was set back", () => {
  const state = emptyState();
  const submit = (submittedAtMs: number, ...ids: string[]) => {
    const at = { submittedAtMs };
    const tasks = ids.map((id) => aTask(id, { name: "queued" }, {}, at));
    evolve(state, { kind: "tasksSubmitted", tasks, key: null });
  };
  submit(T0, "a", "late");
  submit(T0 - 3_600_000, "b", "gone", "c");
  submit(T0 - 1_800_000, "d");
  const renamed = { ...state.tasks.get("b")!, id: "new" };
  evolve(state, { kind: "taskEdited", id: "b", as: renamed });
  evolve(state, { kind: "taskRemoved", id: "gone" });

  const { state: once } = writtenAndRead(state);
  const { state: twice } = writtenAndRead(once);
  for (const state of [once, twice]) {
    const e = aTask("e", { name: "queued" }, {}, { submittedAtMs: T0 + 1 });
    evolve(state, { kind: "tasksSubmitted", tasks: [e], key: null });
  }

  const order = ["a", "late", "new", "c", "d", "e"];
  assertEquals([[...once.submitted], [...twice.submitted]], [order, order]);
  assertEquals(once.submitted.pushed.map(({ id }) => id), ["new", "c", "d"]);
});

function writtenAndRead(state: SchedulerState) {
  const meta = { sessionId: "now", savedAtMs: 1, seq: 0 };
  const text = [...snapshotText(captureSnapshot(state, meta))].join("");
  return decodeSnapshot(text);
}
