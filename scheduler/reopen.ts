import type { Report } from "./model/report.ts";
import type { Task } from "./model/task.ts";
import type { Launcher, Remains } from "./ports.ts";
import type { Scheduler } from "./scheduler.ts";

/**
 * Takes up where an earlier life stopped: shelves what a person is to choose
 * from, adopts what still runs, and learns how the rest ended.
 *
 * With `ask` the queue and the history become the newest session of the
 * recovery history; with `auto` they stay where they are. Either way, only
 * what is truly gone is offered as interrupted.
 */
export async function reopen(
  scheduler: Scheduler,
  launcher: Launcher,
  mode: "ask" | "auto",
  sessionId: string,
): Promise<void> {
  // Before the first dispatch: what it may place is this life's own.
  const active = await scheduler.read(({ active, tasks }) =>
    [...active].map((id) => tasks.get(id)!)
  );
  if (mode === "ask") {
    await scheduler.dispatch({ kind: "shelve", sessionId, which: "all" });
  }
  await Promise.all(active.map(async (task) => {
    const remains = await launcher.inspect(task);
    const report = reportOf(task, remains);
    if (report !== null) await scheduler.dispatch(report);
    if (remains.kind === "alive") {
      scheduler.launches.adopt(task, remains.identity);
    }
  }));
  await scheduler.dispatch({ kind: "shelve", sessionId, which: "lost" });
}

function reportOf(
  { id, attempt }: Task,
  remains: Remains,
): Report | null {
  switch (remains.kind) {
    case "neverLaunched":
      return { kind: "neverLaunched", id, attempt };
    case "alive":
      return { kind: "started", id, attempt, identity: remains.identity };
    case "ended": {
      const { exit, atMs } = remains;
      return { kind: "exited", id, attempt, exit, atMs };
    }
    case "vanished":
      return vanished(id, attempt);
  }
}

function vanished(id: string, attempt: number): Report {
  return {
    kind: "exited",
    id,
    attempt,
    exit: { kind: "unknown" },
    atMs: null,
  };
}
