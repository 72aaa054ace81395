import { z } from "zod";
import { FAILURE_CLASSES } from "../model/failure_class.ts";
import type { Json } from "../model/units.ts";
import { OPTIONS } from "./options_shape.ts";

/** A JSON object with its keys in order, as the recovery file has them. */
export type JsonRecord = { readonly [key: string]: Json };

// A field that may be missing has its default: catch() is for odd ones, and
// writes an error first, which 100,000 tasks would be slow by.
const count = z.int().nonnegative();
const record = z.custom<JsonRecord>((value) =>
  typeof value === "object" && value !== null && !Array.isArray(value)
);
const seconds = z.number().transform((value) => Math.round(value * 1000))
  .nullable().default(null).catch(null);

/** What ANT 1.1.0 writes of a task. */
export const ANT_TASK = z.object({
  _start_time: seconds,
  _stop_time: seconds,
  ant: z.unknown().optional(),
  command: z.string().catch(""),
  envar: record.default({}).catch({}),
  gpu_ids: z.array(count).nullable().default(null).catch(null),
  log_file_name: z.string().nullable().default(null).catch(null),
  n_gpus: count.catch(0),
  runner_envar: record.default({}).catch({}),
  task_id: z.union([z.string().min(1), z.number().transform(String)]),
  terminated: z.boolean().catch(false),
});

const shares = z.array(
  z.object({ gpu: count, memoryMiB: z.number().nullable() }),
);
const clue = z.object({ class: z.enum(FAILURE_CLASSES), words: z.string() })
  .exactOptional();
const failure = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("exit"), code: z.int(), clue }),
  z.object({ kind: z.literal("signal"), signal: z.string(), clue }),
  z.object({ kind: z.literal("launch"), message: z.string() }),
  z.object({ kind: z.literal("timeLimit"), limitMs: z.number() }),
  z.object({ kind: z.literal("preempted"), by: z.string() }),
  z.object({ kind: z.literal("dependency"), on: z.string() }),
]);
const failed = z.object({ name: z.literal("failed"), failure });
const lost = z.object({ name: z.literal("lost") });
const declined = z.object({
  by: z.string().nullable(),
  reason: z.string().nullable(),
}).exactOptional();
const earlier = z.object({
  attempt: count,
  as: z.discriminatedUnion("name", [failed, lost]),
  gpus: z.array(count),
  startedAtMs: z.number().nullable(),
  endedAtMs: z.number(),
  logFile: z.string().nullable(),
});
/** What only we know of it. */
export const OUR_KEY = z.object({
  attempt: count,
  defaults: z.array(z.string()).default([]).catch([]),
  earlier: z.array(earlier).default([]).catch([]),
  notBeforeMs: z.number().nullable().default(null).catch(null),
  pending: z.array(z.string()).default([]).catch([]),
  options: OPTIONS,
  place: count.optional(),
  runnerEnvar: record.optional(),
  sinceMs: z.number(),
  state: z.discriminatedUnion("name", [
    z.object({ name: z.literal("queued") }),
    z.object({ name: z.literal("starting"), gpus: shares }),
    z.object({
      name: z.literal("running"),
      gpus: shares,
      identity: z.string(),
      warned: z.literal(true).exactOptional(),
    }),
    z.object({
      name: z.literal("stopping"),
      gpus: shares,
      identity: z.string().nullable(),
      why: z.enum(["person", "shutdown", "timeLimit", "preempted"]),
      makesWayFor: z.string().exactOptional(),
      killAtMs: z.number().nullable(),
    }),
    z.object({ name: z.literal("succeeded") }),
    failed,
    z.object({ name: z.literal("terminated"), declined }),
    lost,
  ]),
  submittedAtMs: z.number(),
  submitter: z.string().exactOptional(),
  budget: z.object({ of: z.string(), gpus: z.number() }).exactOptional(),
  approval: z.literal("wanted").exactOptional(),
  tags: z.array(z.string()).default([]).catch([]),
  turn: z.number(),
});
