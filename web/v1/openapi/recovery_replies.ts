import { z } from "zod";
import { atMs, ids, TaskReply } from "./replies.ts";

const section = z.enum(["ongoing", "queued", "completed", "hidden"]);

const count = z.int();

/** What earlier server lives left. */
export const RecoveryReply = z.strictObject({
  pending: z.boolean().describe("Whether the dialog is to be opened."),
  savedAtMs: atMs.nullable().describe("When the last session was saved."),
  tabs: z.strictObject({ last: count, earlier: count, hidden: count })
    .describe("How many entries there are, whether they match or not."),
  tags: z.array(z.strictObject({ name: z.string(), count }))
    .describe("Of what matches but for its tags, the most frequent first."),
  groups: z.array(z.strictObject({
    sessionId: z.string(),
    section,
    savedAtMs: atMs.nullable(),
    count: count.describe("How many match, told here or not."),
  })).describe("In the order of the entries."),
  matching: count.describe("How many entries match in all."),
  offset: count,
  entries: z.array(
    z.strictObject({ sessionId: z.string(), section, task: TaskReply }),
  ),
});

const entryRef = { sessionId: z.string(), section, id: z.string() };

/** All entries that match. */
export const EntriesReply = z.strictObject({
  entries: z.array(z.strictObject(entryRef)),
});

const failed = z.array(z.strictObject({
  ...entryRef,
  code: z.string().describe("Why not, for programs."),
  message: z.string().describe("Why not, for people."),
  freeId: z.string().nullable().describe(
    "An id under which it can be restored, where its own is taken.",
  ),
}));

/** What came back. */
export const RestoredReply = z.strictObject({ restored: ids, failed });

/** What was forgotten. */
export const DeletedReply = z.strictObject({ deleted: ids, failed });

/** What was hidden. */
export const HiddenReply = z.strictObject({ hidden: ids, failed });

/** What is where it was before. */
export const PutBackReply = z.strictObject({ putBack: ids, failed });
