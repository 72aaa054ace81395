import { EXIT_CODES, Failure } from "../failure.ts";
import type { Api } from "../server/api.ts";
import { changesOf } from "./changes.ts";
import { hasEnded, type Task } from "./task.ts";

/** What a wait ends with: each task, in the order of the ids. */
export interface Waited {
  readonly tasks: readonly Task[];
  readonly isTimeout: boolean;
}

/** How to wait. */
export interface WaitOptions {
  readonly until: "ended" | "running";
  /** `null` to wait for as long as it takes. */
  readonly timeoutMs: number | null;
  /** Hears of each task that has got there. */
  readonly onReached?: (task: Task) => void;
  readonly onLost?: (text: string) => void;
}

/** Waits until all of these tasks have got there, or the time is up. */
export async function waitFor(
  api: Api,
  ids: readonly string[],
  { until, timeoutMs, onReached, onLost }: WaitOptions,
): Promise<Waited> {
  const latest = new Map<string, Task>();
  const left = new Set(ids);
  const isThere = (task: Task) =>
    hasEnded(task) || until === "running" && task.state === "running";
  const watch = async () => {
    for await (const task of changesOf(api, ids, onLost)) {
      latest.set(task.id, task);
      if (isThere(task) && left.delete(task.id)) onReached?.(task);
      if (left.size === 0) return false;
    }
    throw new Failure("unreachable", "Cannot wait any longer: the feed ended");
  };
  const { promise: late, resolve } = Promise.withResolvers<boolean>();
  const alarm = timeoutMs === null
    ? undefined
    : setTimeout(() => resolve(true), timeoutMs);
  const isTimeout = await Promise.race([watch(), late]);
  clearTimeout(alarm);
  return { tasks: ids.flatMap((id) => latest.get(id) ?? []), isTimeout };
}

/** The exit code for what was waited for. */
export function waitedCode({ tasks, isTimeout }: Waited): number {
  if (isTimeout) return EXIT_CODES.timeout.code;
  const isWell = tasks.every((task) =>
    !hasEnded(task) || task.state === "succeeded"
  );
  return EXIT_CODES[isWell ? "done" : "failed"].code;
}
