import { z } from "zod";
import { END_STATES, instantOf, SORTS } from "../../../scheduler/mod.ts";

const MAX_ROWS = 500;
const MAX_IDS = 1_000_000;
const MAX_SLOTS = 100_000;
/** Proxies and clients often end a request after a minute. */
const MAX_WAIT_S = 60;

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

/** Yes or no in an address. */
export const flag = z.enum(["0", "1", "false", "true"]).default("0")
  .transform((word) => word === "1" || word === "true");

/** A question that takes no parameters. */
export const NoQuery = z.strictObject({});

const instant = z.string().trim().refine(
  (text) => instantOf(text, "since", 0) !== null,
  "no instant: write 7d, 24h, 2026-11-20, ISO 8601, or milliseconds",
).optional();

/** Which tasks to list. */
export const TasksQuery = z.strictObject({
  state: z.array(z.enum(STATES)).default([]).describe(
    "States to list, repeated or after commas; all without it.",
  ),
  q: z.string().default("").describe(
    "Words that id, command, tags or variables must hold; `@bob` finds what bob has submitted.",
  ),
  tag: z.string().optional().describe("Only tasks with this tag."),
  submitter: z.string().optional().describe(
    "Only tasks that bear this name of a token; those that bear none, if empty.",
  ),
  since: instant.describe(
    "Of those that have ended, only what ended then or later: `24h`, `2026-11-20`, ISO 8601, or milliseconds.",
  ),
  order: z.enum(["place", "newest"]).default("place").describe(
    "`place`: at work, then queued in turn, then ended. `newest`: what was queued last comes first.",
  ),
  limit: z.coerce.number().int().min(1).max(MAX_ROWS).default(100)
    .describe("The most rows to answer with."),
  cursor: z.string().optional().describe(
    "Where to go on: `nextCursor` of the answer before.",
  ),
});

/** Which ended tasks to list, and how. */
export const EndedQuery = z.strictObject({
  q: z.string().default("").describe(
    "Words that id, command, state, cause, tags or variables must hold.",
  ),
  state: z.array(z.enum(END_STATES)).default([])
    .describe("States to list, repeated or after commas; all without it."),
  tag: z.array(z.string()).default([])
    .describe("Any of these tags; `-` is those without one."),
  gpu: z.array(z.string().regex(/^(\d{1,4}|none)$/)).default([])
    .describe("Any of these physical GPUs; `none` is those without one."),
  since: instant.describe(
    "Ended then or later: so long ago (`24h`, `7d`), a day of the server's clock (`2026-11-20`), ISO 8601, or milliseconds.",
  ),
  until: instant.describe("Ended before then; a day is the whole of it."),
  sort: z.enum(SORTS).default(SORTS[0]).describe("The order."),
  as_of: z.coerce.number().int().min(0).optional().describe(
    "Leaves out what ended after this instant, in milliseconds, so that parts read one after the other fit together.",
  ),
  offset: z.coerce.number().int().min(0).default(0)
    .describe("How many of those that match to pass over."),
  limit: z.coerce.number().int().min(1).max(MAX_IDS).optional().describe(
    `The most to answer with; of rows ${MAX_ROWS}, and 100 without it.`,
  ),
  fields: z.enum(["rows", "ids"]).default("rows")
    .describe("`ids` answers with ids alone, all of them without a limit."),
  id: z.array(z.string()).max(MAX_ROWS).optional().describe(
    "Repeated: the rows of just these tasks, in this order, as far as there are such ended tasks.",
  ),
});

/** Whether to queue, or only to tell what would be. */
export const SubmitQuery = z.strictObject({
  dry_run: flag.describe("Tells what would be queued, and queues nothing."),
});

/** What a restart takes along. */
export const RestartQuery = z.strictObject({
  dependants: flag.describe(
    "Takes those along that failed because this one did: their copies wait for its copy.",
  ),
});

/** What to wait for, and how long. */
export const WaitQuery = z.strictObject({
  until: z.enum(["ended", "started"]).default("ended")
    .describe("What to wait for."),
  timeout: z.coerce.number().min(0).max(MAX_WAIT_S).default(30)
    .describe("How many seconds at most."),
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
