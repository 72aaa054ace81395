import { assert, assertEquals, assertNotEquals } from "@std/assert";
import fc from "fast-check";
import { anyState, plainState } from "../../tests/helpers/any_state.ts";
import { aQueued } from "../../tests/helpers/journal_life.ts";
import { emptyState, placeTask, type SchedulerState } from "../model/state.ts";
import type { Task } from "../model/task.ts";
import { decodeSnapshot } from "./decode_snapshot.ts";
import { captureSnapshot, snapshotText } from "./encode_snapshot.ts";

const META = {
  sessionId: "1763690400123-9f3a1c2b",
  savedAtMs: 1763690400123,
  seq: 41,
};

function encode(state: SchedulerState): string {
  return [...snapshotText(captureSnapshot(state, META))].join("");
}

Deno.test("decodeSnapshot() gives back any state that snapshotText() wrote", () => {
  fc.assert(
    fc.property(anyState, (state) => {
      const decoded = decodeSnapshot(encode(state));

      assertEquals(plainState(decoded.state), plainState(state));
      assertEquals([decoded.seq, decoded.isForeign], [41, false]);
    }),
    { numRuns: 300 },
  );
});

Deno.test("snapshotText() writes what JSON with indent 2 and sorted keys is", () => {
  fc.assert(
    fc.property(anyState, (state) => {
      const text = encode(state);

      const file = JSON.parse(text);
      assertEquals(text, `${JSON.stringify(file, null, 2)}\n`);
      assertEquals(text, `${JSON.stringify(inOrder(file), null, 2)}\n`);
    }),
    { numRuns: 100 },
  );
});

Deno.test("snapshotText() writes a running task as ANT 1.1.0 does", () => {
  const state = emptyState();
  const identity = "123:456";
  placeTask(
    state,
    aQueued("r1", {
      spec: {
        command: "python b.py",
        nGpus: 2,
        envar: { FOO: 1 },
        tags: ["lr"],
        options: {},
        runnerEnvar: {},
      },
      state: { name: "running", gpus: [{ gpu: 3, memoryMiB: null }], identity },
      attempt: 1,
      startedAtMs: 1763690400500,
      lastGpus: [3, 5],
      logFile: "./logs/r1.log",
    }),
  );

  const file = JSON.parse(encode(state));

  assertEquals(file.version, 2);
  assertEquals(file.hidden, []);
  const [{ ongoing: [{ ant: _ours, ...task }], ...session }] = file.sessions;
  assertEquals(session, {
    session_id: "1763690400123-9f3a1c2b",
    saved_at: 1763690400.123,
    queued: [],
    completed: [],
  });
  assertEquals(task, {
    task_id: "r1",
    command: "python b.py",
    n_gpus: 2,
    envar: { FOO: 1 },
    runner_envar: { CUDA_VISIBLE_DEVICES: "3,5" },
    gpu_ids: [3, 5],
    log_file_name: "./logs/r1.log",
    terminated: false,
    _start_time: 1763690400.5,
    _stop_time: null,
    _is_running: true,
    _is_stopped: false,
  });
});

Deno.test("snapshotText() leaves sessions without entries out", () => {
  const file = JSON.parse(encode(emptyState()));

  assertEquals(file.sessions, []);
  assertEquals(file.ant.currentSession, null);
});

Deno.test("captureSnapshot() is not moved by what happens to the state later", () => {
  const state = emptyState();
  const before = [
    aQueued("a"),
    aQueued("b", { state: { name: "starting", gpus: [] }, attempt: 1 }),
    aQueued("c", { state: { name: "succeeded" }, attempt: 1, endedAtMs: 2000 }),
  ];
  for (const task of before) placeTask(state, task);
  const snapshot = captureSnapshot(state, META);

  placeTask(state, aQueued("d"));
  for (const { id } of before) state.tasks.set(id, aQueued(id, { turn: 9 }));
  state.tasks.delete("b");

  const { tasks } = decodeSnapshot([...snapshotText(snapshot)].join("")).state;
  const byId = (one: Task, other: Task) => one.id < other.id ? -1 : 1;
  assertEquals([...tasks.values()].sort(byId), before);
});

Deno.test("decodeSnapshot() trusts our key no more once ANT has moved the task on", () => {
  const state = emptyState();
  placeTask(state, aQueued("a"));
  const file = JSON.parse(encode(state));
  const [session] = file.sessions;
  session.completed = session.queued;
  session.queued = [];

  const decoded = decodeSnapshot(JSON.stringify(file)).state;

  assertEquals(decoded.tasks.get("a")?.state, { name: "succeeded" });
  assert(decoded.ended.has("a"));
});

Deno.test("encode() of a state with secrets keeps them: the file is for its owner", () => {
  const state = emptyState();
  state.envDraft = { TOKEN: "s3cret" };

  assertNotEquals(encode(state).indexOf("s3cret"), -1);
});

function inOrder(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(inOrder);
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => a < b ? -1 : 1)
      .map(([key, item]) => [key, inOrder(item)]),
  );
}
