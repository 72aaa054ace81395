import type { Pause } from "../model/pause.ts";
import { when } from "./words.ts";

/** Who has paused what: `the queue is paused by kim since 15:00: "dust"`. */
export function pauseWords(
  { tag, by, sinceMs, reason }: Pause,
  nowMs: number,
): string {
  const what = tag === null ? "the queue" : `#${tag}`;
  const since = when(sinceMs, nowMs).replace("today ", "");
  const why = reason === null ? "" : `: "${reason}"`;
  return `${what} is paused by ${by ?? "a person"} since ${since}${why}`;
}
