import type { Config } from "../config/config.ts";
import { StartError } from "../config/start_error.ts";
import { realDisk } from "../scheduler/adapters/disk.ts";
import { MemoryJournal } from "../scheduler/adapters/memory_journal.ts";
import { openJournal } from "../scheduler/adapters/open_journal.ts";
import { StateError } from "../scheduler/adapters/state_errors.ts";
import { lockState, type StateLock } from "../scheduler/adapters/state_lock.ts";
import { systemTimers } from "../scheduler/adapters/timers.ts";
import { evolve } from "../scheduler/core/evolve.ts";
import { emptyState } from "../scheduler/model/state.ts";
import type { SchedulerState } from "../scheduler/mod.ts";
import type { Journal } from "../scheduler/ports.ts";

/** What an earlier life left, and the journal to go on with. */
export interface SavedState {
  readonly state: SchedulerState;
  readonly journal: Journal;
  /** What a person should know about the files, a sentence each. */
  readonly notes: readonly string[];
  /** Hands trouble with the disk, and its end (`null`), to whoever takes it. */
  hear(onProblem: (problem: string | null) => void): void;
}

/**
 * Takes the state file for this server alone.
 *
 * @throws {StartError} when another server has it, or the disk is full.
 */
export async function lockOrRefuse(stateFile: string): Promise<StateLock> {
  try {
    return await lockState(stateFile);
  } catch (cause) {
    if (cause instanceof StateError) throw asStartError(cause);
    throw new StartError(
      "stateFile",
      `Cannot lock "${stateFile}": ${(cause as Error).message}; free some ` +
        `space, or set RECOVERY_state_file to another file`,
      { cause },
    );
  }
}

/**
 * Reads the recovery file and its journal.
 *
 * @throws {StartError} when they are unreadable; they are left alone.
 */
export async function openState(
  { recoveryEnabled, stateFile }: Config,
  sessionId: string,
): Promise<SavedState> {
  let listener = (_problem: string | null) => {};
  const hear: SavedState["hear"] = (onProblem) => listener = onProblem;
  if (!recoveryEnabled) {
    const journal = new MemoryJournal();
    return { state: emptyState(), journal, notes: [], hear };
  }
  try {
    const opened = await openJournal({
      disk: realDisk,
      stateFile,
      sessionId,
      timers: systemTimers,
      evolve,
      onProblem: (problem) => listener(problem),
    });
    return { ...opened, hear };
  } catch (cause) {
    throw asStartError(cause);
  }
}

function asStartError(cause: unknown): unknown {
  if (!(cause instanceof StateError)) return cause;
  return new StartError("stateFile", cause.message, { cause });
}
