// deno-lint-ignore-file no-control-regex -- Control characters are the subject.
import type { TaskPage } from "./replies.ts";

type Shown = TaskPage["tasks"][number];

/** An instant as agents read it: ISO 8601, seconds, UTC. */
export function at(ms: number | null): string | null {
  return ms === null ? null : `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

/** A time span in whole seconds. */
export function seconds(ms: number): number {
  return Math.round(ms / 1000);
}

/** How long a task has run, or ran. */
export function ranFor(
  { startedAtMs, endedAtMs }: Pick<Shown, "startedAtMs" | "endedAtMs">,
  nowMs: number,
): number | null {
  if (startedAtMs === null) return null;
  return seconds((endedAtMs ?? nowMs) - startedAtMs);
}

// ECMA-48: control sequences (5.4), control strings (5.6), other escapes.
const ESCAPES =
  /\u001b(?:\[[0-?]{0,256}[ -\/]{0,16}[@-~]?|[\]PX^_][^\u0007\u001b]{0,4096}(?:\u0007|\u001b\\)?|[ -\/]{0,3}[0-~]?)/g;

/** What a terminal would be left with: no colors, a progress bar's last state. */
export function plainLine(line: string): string {
  const text = line.replace(ESCAPES, "");
  return text.split("\r").findLast((part) => part !== "") ?? "";
}

/** What an agent needs to tell one task from the next. */
export function row(task: Shown): Readonly<Record<string, unknown>> {
  const { id, state, command, nGpus, gpus, tags, end } = task;
  return {
    id,
    state,
    command: command.length > 120 ? `${command.slice(0, 120)}…` : command,
    gpusWanted: nGpus,
    ...gpus.length === 0 ? {} : { onGpus: gpus },
    ...tags.length === 0 ? {} : { tags },
    ...since(task),
    ...end?.cause ? { cause: end.cause.slice(0, 120) } : {},
  };
}

function since({ submittedAtMs, startedAtMs, endedAtMs }: Shown) {
  if (endedAtMs !== null) return { endedAt: at(endedAtMs) };
  if (startedAtMs !== null) return { startedAt: at(startedAtMs) };
  return { submittedAt: at(submittedAtMs) };
}
