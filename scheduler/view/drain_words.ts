import type { Drain } from "../model/drain.ts";
import { when } from "./words.ts";

/** One word for how a GPU is out of use. */
export function drainWord({ by, reason, untilMs }: Drain): string {
  if (by === "server") return "quarantined";
  return reason === null && untilMs === null ? "switched off" : "drained";
}

/** The same with its reason and its end: `drained: "NVLink errors" until 15:00`. */
export function drainWords(drain: Drain | null, nowMs: number): string {
  if (drain === null) return "switched off";
  const { reason, untilMs } = drain;
  const why = reason === null ? "" : `: "${reason}"`;
  return `${drainWord(drain)}${why}${endWords(untilMs, nowMs)}`;
}

/** What stands under the head of a GPU that is out of use. */
export function drainNote(drain: Drain | null, nowMs: number): string {
  if (drain?.reason == null) {
    return `switched off by a person${endWords(drain?.untilMs ?? null, nowMs)}`;
  }
  return `${drain.reason}${endWords(drain.untilMs, nowMs)}`;
}

function endWords(untilMs: number | null, nowMs: number): string {
  return untilMs === null ? "" : ` ${untilWords(untilMs, nowMs)}`;
}

/** How long, in words: `until 15:00`. */
export function untilWords(untilMs: number, nowMs: number): string {
  return `until ${when(untilMs, nowMs).replace("today ", "")}`;
}
