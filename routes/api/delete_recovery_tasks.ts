import { entryChanges } from "../../web/ant/entry_changes.ts";

/** Forgets entries for good; their logs stay. */
export const handler = entryChanges("deleteEntry", "deleted");
