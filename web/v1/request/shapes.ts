import { z } from "zod";
import { type Json, MAX_REASON } from "../../../scheduler/mod.ts";
import { isShallow, MAX_DEPTH } from "../../depth.ts";
import { OptionsChange, OptionsWish } from "./options.ts";

const MAX_BATCH = 1000;
const MAX_ENTRIES = 10_000;

const id = z.string().describe("A task's id.");

/** Variables by name, with any JSON as values. */
export const Variables = z
  .record(z.string(), z.unknown() as z.ZodType<Json>)
  .refine((env) => isShallow(env, MAX_DEPTH), {
    message: `it must not nest more than ${MAX_DEPTH} levels deep`,
  })
  .describe(
    "Environment variables by name; `ant_wd` and `ant_conda_*` choose where the command runs.",
  );

/** One submission: a command, or in multi mode a command on each line. */
export const TaskWish = z.strictObject({
  command: z.string().describe(
    "Shell text, with inline `ant_*` arguments where wanted.",
  ),
  mode: z.enum(["single", "multi"]).default("single").describe(
    "Whether the text is one command, or each of its lines is one.",
  ),
  id: z.string().nullable().default(null).describe(
    "The id or a template for it; null draws a UUID.",
  ),
  gpus: z.int().min(0).nullable().default(null).describe(
    "GPUs of each command that does not say so itself; null takes the server's default.",
  ),
  env: Variables.default({}),
  tags: z.array(z.string()).default([]).describe(
    "Words to find and group tasks by.",
  ),
  options: OptionsWish.default({}),
  rows: z.string().optional().describe(
    "CSV with names in its first line: a task for each further line, with its values in the place of `{name}` in command and id.",
  ),
});

/** Many submissions at once, all or nothing. */
export const TaskWishes = z.array(TaskWish).min(1).max(MAX_BATCH);

/** What is to become of a queued task; what is not named stays. */
export const TaskChange = z.strictObject({
  id: z.string().optional().describe("Another id, or a template for it."),
  command: z.string().optional().describe(
    "Shell text, read as on queueing: inline `ant_*` arguments count.",
  ),
  gpus: z.int().min(0).optional().describe("How many GPUs it gets."),
  env: Variables.optional().describe(
    "All its variables; those sent back just as they were shown, masked, keep their values.",
  ),
  tags: z.array(z.string()).optional().describe("All its tags."),
  options: OptionsChange.optional(),
});

/** The same for many tasks. */
export const TasksInBulk = z.strictObject({
  action: z.enum([
    "restart",
    "hide",
    "forget",
    "terminate",
    "unqueue",
    "promote",
    "hold",
    "release",
    "put-back",
  ]),
  ids: z.array(id).min(1).max(MAX_ENTRIES),
  dependants: z.boolean().exactOptional().describe(
    "Of `restart`: takes those along that failed because these did, each once; all of it is queued, or nothing.",
  ),
}).refine(({ action, dependants }) => !dependants || action === "restart", {
  path: ["dependants"],
  message: "is for `restart` alone",
});

/** Tasks whose logs are wanted. */
export const LogsOf = z.strictObject({
  ids: z.array(id).min(1).max(MAX_ENTRIES),
});

/** Where in the queue a task is to stand. */
export const QueuePlace = z.strictObject({
  before: z.string().nullable().describe(
    "The queued task to stand right before; null for the end of the queue.",
  ),
});

/** Why a task may not start. */
export const Refusal = z.strictObject({
  reason: z.string().trim().min(1).max(MAX_REASON).optional().describe(
    "What those who submitted it are told, as to what to change.",
  ),
});

/** A GPU's switch. */
export const GpuSwitch = z.strictObject({
  enabled: z.boolean().describe("Whether it may be given to further tasks."),
  reason: z.string().trim().min(1).max(MAX_REASON).optional().describe(
    "Why it is switched off, for those who read it later.",
  ),
  until: z.string().optional().describe(
    "When it is switched on again by itself: `2026-01-31T20:00`, `20:00` or `+3h`.",
  ),
});

/** Why nothing is to start, and who says so. */
export const PauseWish = z.strictObject({
  reason: z.string().trim().min(1).max(MAX_REASON).optional().describe(
    "Why, for those who wait.",
  ),
  by: z.string().trim().min(1).max(100).optional().describe(
    "Who says so; without it the user name of Basic authentication.",
  ),
});

const entry = z.strictObject({
  sessionId: z.string().describe(
    "The session, or for a hidden entry what the list says.",
  ),
  section: z.enum(["ongoing", "queued", "completed", "hidden"]),
  id,
});

/** Entries of the recovery history. */
export const Entries = z.strictObject({
  entries: z.array(entry).max(MAX_ENTRIES),
});

/** Entries that are to come back, and under which ids. */
export const EntryWishes = z.strictObject({
  entries: z.array(entry.extend({
    as: z.string().optional().describe("Another id, where its own is taken."),
  })).max(MAX_ENTRIES),
});

/** A request that says all by its address. */
export const Nothing = z.strictObject({});

/** The draft of the environment editor. */
export const EnvDraft = z.strictObject({ envar: Variables });

/** What a slot is to hold. */
export const SlotContent = z.strictObject({
  name: z.string().max(200).optional().describe(
    "Its name; a blank one becomes the default.",
  ),
  envar: Variables,
});

/** What a slot is to be called. */
export const SlotName = z.strictObject({
  name: z.string().max(200).describe(
    "Its name; a blank one becomes the default.",
  ),
});
