import fc from "fast-check";
import type { Input } from "../../scheduler/core/decide.ts";
import type { TaskOptions } from "../../scheduler/model/task_options.ts";
import { aSpec, T0 } from "./builders.ts";

const anId = fc.constantFrom("a", "b", "c", "d", "e");
/** Few at once: a batch with one that is refused tells of nothing else. */
const anyOptions: fc.Arbitrary<TaskOptions> = fc.array(
  fc.oneof(
    ...Object.entries({
      priority: fc.constantFrom(-10, 10, 20),
      preemptible: fc.constant(true as const),
      gpuIds: fc.constant([1]),
      gpuShareMiB: fc.constantFrom(20_000, 50_000, 90_000),
      hold: fc.constant(true as const),
      beginAtMs: fc.nat(20).map((ms) => T0 + ms),
      after: fc.array(fc.oneof(anId, fc.constant("@")), { minLength: 1 }),
      afterAny: fc.array(anId, { minLength: 1 }),
      atMost: fc.constant({ count: 1, tag: "x" }),
      timeoutMs: fc.integer({ min: 1, max: 9 }),
      retries: fc.constantFrom(1, 2),
      cpus: fc.constantFrom(3, 5, 9),
    }).map(([name, values]) =>
      (values as fc.Arbitrary<unknown>).map((value) => ({ [name]: value }))
    ),
  ),
  { maxLength: 3 },
).map((some) => Object.assign({}, ...some) as TaskOptions);

function newTask(
  { id, submitter, budget, approval, ...spec }: {
    readonly id: string;
    readonly nGpus: number;
    readonly tags: readonly string[];
    readonly options: TaskOptions;
    readonly submitter: string | undefined;
    readonly budget: number | undefined;
    readonly approval: "wanted" | undefined;
  },
) {
  const bounds = submitter === undefined || budget === undefined
    ? {}
    : { budget: { of: submitter, gpus: budget } };
  return {
    id,
    spec: aSpec({ ...spec, ...bounds }),
    ...submitter === undefined ? {} : { submitter },
    ...approval === undefined ? {} : { approval },
  };
}

/** Whatever may reach the scheduler, about a few tasks. */
export const anInput: fc.Arbitrary<Input> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant("submit" as const),
      tasks: fc.array(
        fc.record({
          id: anId,
          nGpus: fc.constantFrom(0, 1, 1, 1, 2, 2, 3, 4, -1),
          options: anyOptions,
          tags: fc.constantFrom([], ["x"]),
          submitter: fc.constantFrom("ann", "bob", undefined),
          budget: fc.constantFrom(undefined, 2),
          approval: fc.constantFrom(undefined, undefined, "wanted" as const),
        }).map(newTask),
        { minLength: 1, maxLength: 3 },
      ),
      key: fc.option(fc.constantFrom("k1", "k2"), { freq: 1 }),
    }),
  },
  fc.record({
    kind: fc.constant("terminate" as const),
    id: anId,
    why: fc.constantFrom("person" as const, "shutdown" as const),
  }),
  fc.record({
    kind: fc.constantFrom(
      ...["restart", "promote", "unqueue", "forget", "hide"],
      ...["approve", "decline"],
    ),
    id: anId,
  }) as fc.Arbitrary<Input>,
  fc.record({
    kind: fc.constant("shelve" as const),
    sessionId: fc.constantFrom("s1", "s2"),
    which: fc.constantFrom("all" as const, "lost" as const),
  }),
  fc.record({
    kind: fc.constantFrom("restoreEntry", "deleteEntry", "hideEntry"),
    entry: fc.record({
      sessionId: fc.constantFrom("s1", "s2"),
      section: fc.constantFrom("ongoing", "queued", "completed", "hidden"),
      id: anId,
    }),
  }) as fc.Arbitrary<Input>,
  fc.record({
    kind: fc.constantFrom("launchFailed", "neverLaunched"),
    id: anId,
    attempt: fc.integer({ min: 0, max: 2 }),
    message: fc.constant("why"),
  }) as fc.Arbitrary<Input>,
  fc.record({
    kind: fc.constant("started" as const),
    id: anId,
    attempt: fc.integer({ min: 0, max: 2 }),
    identity: fc.constant("p"),
  }),
  fc.record({
    kind: fc.constant("exited" as const),
    id: anId,
    attempt: fc.integer({ min: 0, max: 2 }),
    exit: fc.oneof(
      fc.record({ kind: fc.constant("code" as const), code: fc.nat(2) }),
      fc.constant({ kind: "unknown" as const }),
    ),
    atMs: fc.constant(null),
  }),
  fc.record({
    kind: fc.constant("move" as const),
    id: anId,
    before: fc.option(anId),
  }),
  fc.record({
    kind: fc.constant("edit" as const),
    id: anId,
    as: fc.record({
      id: anId,
      spec: fc.record({
        nGpus: fc.integer({ min: 0, max: 3 }),
        options: anyOptions,
      }).map((spec) => aSpec(spec)),
    }),
  }),
  fc.record({
    kind: fc.constantFrom("pause" as const, "resume" as const),
    tag: fc.constantFrom(null, "x"),
    reason: fc.constant(null),
    by: fc.constant(null),
  }),
  fc.record({
    kind: fc.constant("switchGpu" as const),
    gpu: fc.nat(2),
    enabled: fc.boolean(),
    untilMs: fc.nat(60).map((ms) => T0 + ms),
  }),
  fc.constant({ kind: "timePassed" as const }),
  fc.record({
    kind: fc.constant("clockMoved" as const),
    byMs: fc.constantFrom(-3_600_000, 1000),
  }),
);
