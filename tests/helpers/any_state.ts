import fc from "fast-check";
import type { Pause } from "../../scheduler/model/pause.ts";
import type { Drain } from "../../scheduler/model/drain.ts";
import { placePause } from "../../scheduler/model/pausing.ts";
import type { SchedulerState } from "../../scheduler/model/state.ts";
import { emptyState, inTurn, placeTask } from "../../scheduler/model/state.ts";
import {
  emptySession,
  hiddenKey,
  sectionOf,
} from "../../scheduler/model/recovery.ts";
import type {
  AttemptRecord,
  StateName,
  Task,
  TaskSpec,
  TaskState,
} from "../../scheduler/model/task.ts";
import type { TaskOptions } from "../../scheduler/model/task_options.ts";
import type { Json } from "../../scheduler/model/units.ts";

const plain = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.record<T>(model, { noNullPrototype: true });
const text = fc.string({ unit: "binary", maxLength: 12 });
const atMs = fc.nat({ max: 4_000_000_000_000 });
const gpu = fc.nat({ max: 15 });
// JSON has no negative zero.
const json = fc.jsonValue({ maxDepth: 2 })
  .map((value) => JSON.parse(JSON.stringify(value)) as Json);
const envar = fc.dictionary(text, json, { maxKeys: 3, noNullPrototype: true });
const gpus = fc.array(
  plain({ gpu, memoryMiB: fc.option(fc.nat()) }),
  { maxLength: 3 },
);

const drain = plain<Drain>({
  by: fc.constantFrom("person", "server"),
  reason: fc.option(text),
  sinceMs: fc.option(atMs),
  untilMs: fc.option(atMs),
});

const STATES = {
  queued: fc.constant({ name: "queued" }),
  starting: plain({ name: fc.constant("starting"), gpus }),
  running: plain({ name: fc.constant("running"), gpus, identity: text }),
  stopping: plain({
    name: fc.constant("stopping"),
    gpus,
    identity: fc.option(text),
    why: fc.constantFrom("person", "shutdown", "preempted"),
    killAtMs: fc.option(atMs),
  }),
  succeeded: fc.constant({ name: "succeeded" }),
  failed: plain({
    name: fc.constant("failed"),
    failure: fc.oneof(
      plain({ kind: fc.constant("exit"), code: fc.nat({ max: 255 }) }),
      plain({ kind: fc.constant("signal"), signal: text }),
      plain({ kind: fc.constant("launch"), message: text }),
    ),
  }),
  terminated: fc.constantFrom(
    { name: "terminated" },
    { name: "terminated", declined: { by: "ann", reason: null } },
    { name: "terminated", declined: { by: null, reason: "too long" } },
  ),
  lost: fc.constant({ name: "lost" }),
} satisfies Record<StateName, fc.Arbitrary<unknown>>;

const state = fc.oneof(...Object.values(STATES)) as fc.Arbitrary<TaskState>;
const some = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.option(arbitrary, { nil: undefined });
const options = plain({
  priority: some(fc.integer({ min: -100, max: 100 }).map((value) => value + 0)),
  gpuIds: some(fc.array(gpu, { minLength: 1, maxLength: 2 })),
  gpuTypes: some(fc.constant(["h100"])),
  gpuMemMiB: some(fc.integer({ min: 1, max: 80_000 })),
  gpuShareMiB: some(fc.integer({ min: 1, max: 80_000 })),
  cpus: some(fc.integer({ min: 1, max: 64 })),
  memoryMiB: some(fc.integer({ min: 1, max: 80_000 })),
  hold: some(fc.constant(true as const)),
  beginAtMs: some(atMs),
  after: some(fc.constant(["earlier"])),
  timeoutMs: some(fc.integer({ min: 1, max: 1e9 })),
  timeoutSignal: some(
    fc.constant({ signal: "SIGUSR1" as const, beforeMs: 300_000 }),
  ),
  preemptible: some(fc.constant(true as const)),
  retries: some(fc.integer({ min: 1, max: 100 })),
}).map((all) =>
  Object.fromEntries(
    Object.entries(all).filter(([, value]) => value !== undefined),
  )
) as fc.Arbitrary<TaskOptions>;
const spec: fc.Arbitrary<TaskSpec> = plain({
  command: text,
  nGpus: fc.nat({ max: 4 }),
  envar,
  tags: fc.uniqueArray(fc.constantFrom("lr", "vit-b16", "größe"), {
    maxLength: 3,
  }),
  options,
  runnerEnvar: fc.oneof(
    envar,
    fc.constant({ CUDA_VISIBLE_DEVICES: "given by a person" }),
  ),
});

const task: fc.Arbitrary<Task> = plain({
  id: fc.string({ minLength: 1, maxLength: 8 }),
  spec,
  state,
  sinceMs: atMs,
  submittedAtMs: atMs,
  attempt: fc.nat({ max: 9 }),
  startedAtMs: fc.option(atMs),
  endedAtMs: fc.option(atMs),
  lastGpus: fc.option(fc.array(gpu, { maxLength: 3 })),
  logFile: fc.option(text),
  turn: fc.integer({ min: -50, max: 50 }).map((turn) => turn + 0),
  notBeforeMs: fc.option(atMs),
  pending: fc.uniqueArray(fc.constantFrom("x", "y"), { maxLength: 2 }),
  earlier: fc.array(
    plain({
      attempt: fc.nat({ max: 9 }),
      as: fc.oneof(STATES.failed, STATES.lost),
      gpus: fc.array(gpu, { maxLength: 3 }),
      startedAtMs: fc.option(atMs),
      endedAtMs: atMs,
      logFile: fc.option(text),
    }),
    { maxLength: 2 },
  ) as fc.Arbitrary<AttemptRecord[]>,
});

const tasks = fc.uniqueArray(task, { selector: ({ id }) => id, maxLength: 12 });

/** Any state that the scheduler could be in, and some that it could not. */
export const anyState: fc.Arbitrary<SchedulerState> = plain({
  tasks,
  drains: fc.uniqueArray(fc.tuple(gpu, drain), {
    selector: ([gpu]) => gpu,
    maxLength: 4,
  }),
  pauses: fc.uniqueArray(
    plain<Pause>({
      tag: fc.constantFrom(null, "lr", "größe"),
      reason: fc.option(text),
      by: fc.option(text),
      sinceMs: atMs,
    }),
    { selector: ({ tag }) => tag },
  ),
  submissions: fc.array(fc.tuple(text, fc.array(text, { maxLength: 3 })), {
    maxLength: 3,
  }),
  runTimes: fc.dictionary(text, fc.array(fc.nat(), { maxLength: 3 }), {
    maxKeys: 3,
  }),
  usage: fc.array(fc.tuple(text, plain({ gpuMs: fc.nat(), atMs })), {
    maxLength: 3,
  }),
  envDraft: envar,
  sessions: fc.array(
    plain({ tasks, savedAtMs: atMs, sessionId: fc.uuid() }),
    { maxLength: 3 },
  ),
  hidden: fc.array(task, { maxLength: 3 }),
}).map((seed) => {
  const state = emptyState();
  for (const one of seed.tasks) placeTask(state, one);
  for (const pause of seed.pauses) placePause(state, pause);
  for (const [gpu, one] of seed.drains) state.drains.set(gpu, one);
  for (const [key, ids] of seed.submissions) state.submissions.set(key, ids);
  for (const [name, times] of Object.entries(seed.runTimes)) {
    state.runTimes.set(name, times);
  }
  for (const [name, used] of seed.usage) state.usage.set(name, used);
  state.envDraft = seed.envDraft;
  for (const { tasks, savedAtMs, sessionId } of seed.sessions) {
    if (tasks.length === 0) continue;
    const session = emptySession(sessionId, savedAtMs);
    for (const one of tasks) session.entries[sectionOf(one)].set(one.id, one);
    state.recovery.sessions.push(session);
  }
  for (const task of seed.hidden) {
    const key = hiddenKey(task.id, task.submittedAtMs);
    state.recovery.hidden.set(key, { task, from: sectionOf(task) });
  }
  return state;
});

/** A state as plain values, with every order that counts. */
export function plainState(state: SchedulerState) {
  const { tasks, active, ended, failed, envDraft, recovery } = state;
  return {
    tasks: new Map(tasks),
    waiting: [...inTurn(state)].map(({ id }) => id),
    gpuQueue: [...state.queue.gpu()],
    cpuQueue: [...state.queue.cpu()],
    timetable: [...state.timetable],
    dependants: new Map(state.dependants),
    active: [...active],
    ended: [...ended],
    failed: [...failed].sort(),
    drains: [...state.drains],
    pauses: state.pauses,
    tags: [...state.tags.tags()].sort().map((
      tag,
    ) => [tag, state.tags.counts(tag)]),
    submissions: [...state.submissions],
    runTimes: [...state.runTimes],
    usage: [...state.usage],
    envDraft,
    sessions: recovery.sessions.map(({ entries, ...session }) => ({
      ...session,
      ongoing: [...entries.ongoing],
      queued: [...entries.queued],
      completed: [...entries.completed],
    })),
    hidden: [...recovery.hidden],
  };
}
