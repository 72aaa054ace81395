import { z } from "zod";
import { PauseShape } from "./queue_replies.ts";
import { DrainShape } from "./replies.ts";

const atMs = z.int().describe("Milliseconds since the Unix epoch.");
const ids = z.array(z.string());
const gpu = z.int().describe("A physical index.");

const obstacle = z.discriminatedUnion("kind", [
  z.strictObject({ gpu, kind: z.literal("held"), by: ids }),
  z.strictObject({
    gpu,
    kind: z.literal("disabled"),
    drain: DrainShape.nullable(),
  }),
  z.strictObject({
    gpu,
    kind: z.literal("busy"),
    outsiders: z.array(z.strictObject({
      pid: z.int(),
      user: z.string().nullable(),
      command: z.string().nullable(),
      memoryUsedMiB: z.number().nullable(),
    })),
  }),
  z.strictObject({ gpu, kind: z.literal("unknown"), reason: z.string() }),
  z.strictObject({
    gpu,
    kind: z.literal("memory"),
    freeMiB: z.number().nullable(),
  }),
  z.strictObject({
    gpu,
    kind: z.literal("share"),
    roomMiB: z.number(),
    by: ids,
    enough: ids.describe("Those whose end alone would leave enough."),
  }),
]);

const reason = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("notSaved"), problem: z.string() }),
  z.strictObject({
    kind: z.literal("launch"),
    problem: z.string().describe("What its launch waits for."),
  }),
  z.strictObject({ kind: z.literal("approval") }),
  z.strictObject({
    kind: z.literal("budget"),
    of: z.string().describe("The name of its submitter's token."),
    gpus: z.int(),
    held: z.int(),
  }),
  z.strictObject({ kind: z.literal("held") }),
  PauseShape.extend({ kind: z.literal("paused") }),
  z.strictObject({ kind: z.literal("dependency"), on: ids, anyEnd: ids }),
  z.strictObject({
    kind: z.literal("notBefore"),
    atMs,
    attempt: z.int().nullable(),
  }),
  z.strictObject({
    kind: z.literal("impossible"),
    needs: z.int(),
    usable: z.int(),
  }),
  z.strictObject({
    kind: z.literal("limit"),
    count: z.int(),
    tag: z.string(),
  }),
  z.strictObject({
    kind: z.literal("machine"),
    what: z.enum(["cpus", "memory"]),
    needs: z.number().describe("Cores, or MiB."),
    free: z.number().nullable(),
    total: z.number().nullable().describe("What tasks may claim."),
    enough: ids.describe("Those whose end alone would leave enough."),
  }),
  z.strictObject({ kind: z.literal("places") }),
  z.strictObject({
    kind: z.literal("turn"),
    behind: z.string(),
    itsGpus: z.int(),
  }),
  z.strictObject({
    kind: z.literal("reserved"),
    behind: z.string(),
    atMs,
    limitMs: z.int().describe(
      "A time limit of so much would let it start early; 0: none would.",
    ),
  }),
  z.strictObject({
    kind: z.literal("gpus"),
    needs: z.int(),
    free: z.array(gpu),
    obstacles: z.array(obstacle),
  }),
  z.strictObject({
    kind: z.literal("fairShare"),
    behind: z.string(),
    itsGpus: z.int(),
    of: z.string().nullable().describe(
      "Whose it is; null for the server's own token.",
    ),
    gpuHours: z.number().describe(
      "So much less that one has used of late; a GPU that is held counts for an hour more.",
    ),
  }),
]);

const start = z.strictObject({
  atMs,
  gpus: z.array(gpu),
  endMs: atMs.nullable().describe("Null where nobody knows."),
  basis: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("limits") }),
    z.strictObject({ kind: z.literal("learned"), runs: z.int() }),
  ]),
  sentence: z.string(),
});

/** Why a queued task waits. */
export const WhyReply = z.strictObject({
  id: z.string(),
  reason: reason.describe("The first reason that counts."),
  sentence: z.string(),
  start: start.nullable().describe(
    "When it starts at the latest; null where nobody knows.",
  ),
  waysOut: z.array(z.string()).describe("What would let it start now."),
});
