import { entryChanges } from "../../../../web/v1/recovery/entry_changes.ts";

/** Puts entries out of sight. */
export const handler = entryChanges("hideEntry", "hidden");
