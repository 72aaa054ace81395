import { entryChanges } from "../../web/ant/entry_changes.ts";

/** Puts entries out of sight. */
export const handler = entryChanges("hideEntry", "hidden");
