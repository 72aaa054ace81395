import { z } from "zod";
import { RECOVERY_SORTS, RECOVERY_TABS } from "../../../scheduler/mod.ts";
import { flag } from "./queries.ts";

const MAX_ROWS = 500;

const recoveryFilter = {
  tab: z.enum(RECOVERY_TABS).default("last").describe(
    "The last session, the earlier ones, or what was hidden.",
  ),
  q: z.string().default("").describe(
    "Words that id, command, state, tags or variables must hold.",
  ),
  tag: z.string().optional().describe("Only entries with this tag."),
  sort: z.enum(RECOVERY_SORTS).default("turn").describe(
    "The order within a group; `turn` is the one that they stood in.",
  ),
};

/** Which entries to tell, and whether the asker is about to open the dialog. */
export const RecoveryQuery = z.strictObject({
  ...recoveryFilter,
  offset: z.coerce.number().int().min(0).default(0).describe(
    "The first entry that is wanted, counted from 0.",
  ),
  limit: z.coerce.number().int().min(1).max(MAX_ROWS).default(100)
    .describe("The most entries to answer with."),
  prompt: flag.describe(
    "Uses up the one prompt of this server life, and tells whether to open it.",
  ),
});

/** Which entries to name; with a session and a section, those of one group. */
export const EntriesQuery = z.strictObject({
  ...recoveryFilter,
  session: z.string().optional().describe("The session of the group."),
  section: z.enum(["ongoing", "queued", "completed", "hidden"]).optional()
    .describe("The section of the group."),
});
