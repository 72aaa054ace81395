import type { Section } from "../model/recovery.ts";
import type { EpochMs } from "../model/units.ts";
import type { RecoveryTab } from "./recovery_query.ts";
import type { TaskView } from "./task_view.ts";

/** One entry of the recovery history as shown. */
export interface RecoveryEntryView {
  readonly sessionId: string;
  readonly section: Section | "hidden";
  readonly task: TaskView;
}

/** What stands under one head. */
export interface RecoveryGroup {
  /** The session; `hidden` for what was hidden. */
  readonly sessionId: string;
  readonly section: Section | "hidden";
  /** When its session was saved; `null` for what was hidden. */
  readonly savedAtMs: EpochMs | null;
  /** How many of its entries match, on this page or not. */
  readonly count: number;
}

/** A tag, and how many entries carry it. */
export interface TagCount {
  readonly name: string;
  readonly count: number;
}

/** Some of what earlier server lives left, and how much there is of it. */
export interface RecoverySlice {
  /** When the last session was saved; `null` where none is left. */
  readonly savedAtMs: EpochMs | null;
  /** How many entries each tab has, whether they match or not. */
  readonly tabs: Readonly<Record<RecoveryTab, number>>;
  /** The tags of what matches but for its tags, the most frequent first. */
  readonly tags: readonly TagCount[];
  /** Those with entries that match, in the order of the entries. */
  readonly groups: readonly RecoveryGroup[];
  /** How many entries match in all. */
  readonly matching: number;
  /** The place of the first entry told, from 0. */
  readonly offset: number;
  readonly entries: readonly RecoveryEntryView[];
}
