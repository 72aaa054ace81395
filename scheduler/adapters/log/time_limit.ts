import { createContext, Script } from "node:vm";

const room = createContext({ work: (): unknown => undefined });
const script = new Script("work()");

/**
 * Does some work and ends it, wherever it is, where it takes longer; `null`
 * then. V8 looks up while it goes back and forth in a pattern, so that this
 * ends what no message to the thread and no end of it would.
 */
export function withinTime<T>(limitMs: number, work: () => T): T | null {
  room.work = work;
  try {
    return script.runInContext(room, { timeout: limitMs });
  } catch (error) {
    const { code } = error as { code?: unknown };
    if (code !== "ERR_SCRIPT_EXECUTION_TIMEOUT") throw error;
    return null;
  }
}
