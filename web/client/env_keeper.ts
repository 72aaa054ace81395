import { type EnvDraft, keptEnv } from "../../scheduler/view/env_draft.ts";
import { remember } from "./remembered.ts";

/** Keeps a draft of variables; tells whether this browser lets it. */
export function keepEnv(key: string, draft: EnvDraft): boolean {
  const { open, secret } = keptEnv(draft);
  remember(key, secret, "sessionStorage");
  return remember(key, open);
}
