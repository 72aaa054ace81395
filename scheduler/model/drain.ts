import type { EpochMs } from "./units.ts";

/** Why a GPU is given to no further tasks. What runs on it goes on. */
export interface Drain {
  /** A person's wish, or a quarantine: the server found it amiss. */
  readonly by: "person" | "server";
  readonly reason: string | null;
  /** `null` where it began before this was kept. */
  readonly sinceMs: EpochMs | null;
  /** When it ends by itself; `null` for not before a person says so. */
  readonly untilMs: EpochMs | null;
}

/** A drain of which nothing is known but that a person wished it. */
export const PLAIN_DRAIN: Drain = {
  by: "person",
  reason: null,
  sinceMs: null,
  untilMs: null,
};
