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

/** A journal that lets others watch what goes into it. */
export function watchedJournal(
  journal: Journal,
  state: SchedulerState,
  watchers: readonly Watcher[],
): Journal {
  return {
    async append(events) {
      for (const watcher of watchers) watcher.take(events, state);
      const beganMs = performance.now();
      await journal.append(events);
      const seconds = (performance.now() - beganMs) / 1000;
      for (const watcher of watchers) watcher.wrote?.(seconds);
    },
    snapshot: (now) => journal.snapshot(now),
    close: () => journal.close(),
    get bytesSinceSnapshot() {
      return journal.bytesSinceSnapshot;
    },
  };
}
