import { z } from "zod";
import { atMs, state } from "./replies.ts";

const tag = {
  name: z.string(),
  count: z.int().describe("How many tasks carry it."),
  byState: z.partialRecord(state, z.int()),
};

/** All tags on record. */
export const TagsReply = z.strictObject({
  tags: z.array(z.strictObject(tag)),
});

/** A wish that nothing starts. */
export const PauseShape = z.strictObject({
  tag: z.string().nullable().describe("`null` for the whole queue."),
  reason: z.string().nullable(),
  by: z.string().nullable().describe("Who said so, as far as they told."),
  sinceMs: atMs,
});

/** The queue as a whole. */
export const QueueReply = z.strictObject({
  queued: z.int(),
  pauses: z.array(PauseShape),
});

/** A tag and its tasks. */
export const TagReply = z.strictObject({
  ...tag,
  isDone: z.boolean().describe("Whether none of them waits or runs."),
  pause: PauseShape.nullable(),
});
