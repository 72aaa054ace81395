import type { EpochMs } from "./units.ts";

/** A person lets nothing start, of the whole queue or of a tag. */
export interface Pause {
  /** `null` for the whole queue. */
  readonly tag: string | null;
  readonly reason: string | null;
  /** Who did it, as far as they said; `null` where they did not. */
  readonly by: string | null;
  readonly sinceMs: EpochMs;
}
