import type { News } from "./model/news.ts";
import type { Clock, Journal, Launcher } from "./ports.ts";

/** The outside world, as the scheduler reaches it. */
export interface Ports {
  readonly clock: Clock;
  readonly launcher: Launcher;
  readonly journal: Journal;
  /** Writes a line for the person who runs the server. */
  readonly log: (line: string, level: "info" | "warning") => void;
  /** Hears what people may want to be told; must return at once. */
  readonly news?: (news: News) => void;
  /** Called once when a bug has made the state untrustworthy. */
  readonly fatal: (error: unknown) => void;
}
