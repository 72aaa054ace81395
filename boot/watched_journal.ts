import type { SchedulerState } from "../scheduler/mod.ts";
import type { SchedulerEvent } from "../scheduler/mod.ts";
import type { Journal } from "../scheduler/ports.ts";

/** Whoever wants to know what happens, and how long saving it took. */
export interface Watcher {
  /** Hears of events right after they have changed the state. */
  take(events: readonly SchedulerEvent[], state: SchedulerState): void;
  /** Hears how long it took until they would survive a power cut. */
  wrote?(seconds: number): void;
}

/**
 * A journal that lets others watch what goes into it. Saving comes first and
 * waits for nobody: a watcher that breaks is told of by `warn`, and no more.
 */
export function watchedJournal(
  journal: Journal,
  state: SchedulerState,
  watchers: readonly Watcher[],
  warn: (problem: string) => void,
): Journal {
  const each = (tell: (watcher: Watcher) => void) => {
    for (const watcher of watchers) {
      try {
        tell(watcher);
      } catch (error) {
        warn(`Cannot count or trace what happens: ${error}`);
      }
    }
  };
  return {
    async append(events) {
      const beganMs = performance.now();
      const saved = journal.append(events);
      each((watcher) => watcher.take(events, state));
      await saved;
      const seconds = (performance.now() - beganMs) / 1000;
      each((watcher) => watcher.wrote?.(seconds));
    },
    snapshot: (now) => journal.snapshot(now),
    close: () => journal.close(),
    get bytesSinceSnapshot() {
      return journal.bytesSinceSnapshot;
    },
  };
}
