import { z } from "zod";

const MAX_ROWS = 500;
const MAX_TAIL_LINES = 100_000;
const MAX_SLOTS = 100_000;

const STATES = [
  "queued",
  "starting",
  "running",
  "stopping",
  "succeeded",
  "failed",
  "terminated",
  "lost",
] as const;

const flag = z.enum(["0", "1", "false", "true"]).default("0")
  .transform((word) => word === "1" || word === "true");

const byte = z.coerce.number().int().min(0);

/** A question that takes no parameters. */
export const NoQuery = z.strictObject({});

/** Which tasks to list. */
export const TasksQuery = z.strictObject({
  state: z.array(z.enum(STATES)).default([]).describe(
    "States to list, repeated or after commas; all without it.",
  ),
  q: z.string().default("").describe(
    "Words that id, command, tags or variables must hold.",
  ),
  limit: z.coerce.number().int().min(1).max(MAX_ROWS).default(100)
    .describe("The most rows to answer with."),
  cursor: z.string().optional().describe(
    "Where to go on: `nextCursor` of the answer before.",
  ),
});

/** Whether to queue, or only to tell what would be. */
export const SubmitQuery = z.strictObject({
  dry_run: flag.describe("Tells what would be queued, and queues nothing."),
});

/** Which part of a log to read. */
export const LogQuery = z.strictObject({
  tail: z.coerce.number().int().min(1).max(MAX_TAIL_LINES).optional()
    .describe("Only so many lines from the end; a Range is then ignored."),
});

/** Where to begin following a log. */
export const LogStreamQuery = z.strictObject({
  from: byte.default(0).describe("The first byte that is wanted."),
});

/** Whether the asker is about to open the recovery dialog. */
export const RecoveryQuery = z.strictObject({
  prompt: flag.describe(
    "Uses up the one prompt of this server life, and tells whether to open it.",
  ),
});

/** How much of the past to tell. */
export const HistoriesQuery = z.strictObject({
  slots: z.coerce.number().int().min(1).max(MAX_SLOTS).optional()
    .describe("Only so many of the newest slots; all without it."),
});

/** Where to go on reading the feed. */
export const EventsQuery = z.strictObject({
  last_id: z.string().optional().describe(
    "The last id seen, for readers that cannot set Last-Event-ID.",
  ),
});
