import { entryChanges } from "../../../../web/v1/recovery/entry_changes.ts";

/** Forgets entries, for good after a minute; their logs stay. */
export const handler = entryChanges("deleteEntry", "deleted");
