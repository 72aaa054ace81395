import { writeDuration } from "../model/options/duration.ts";
import type { Failure, Task } from "../model/task.ts";
import type { EpochMs, Json } from "../model/units.ts";

const RULER = `+${"=".repeat(34)}+`;
const INDENT = " ".repeat(13);

/** What the head of a log tells, secrets masked by then. */
export interface LogHeading {
  readonly id: string;
  readonly command: string;
  readonly finalCommand: string;
  readonly envar: Readonly<Record<string, Json>>;
  /** Comma-separated; empty for none. */
  readonly gpuIds: string;
  readonly startedAtMs: EpochMs;
  readonly handlerName: string;
}

/** Writes the head of a task's log, as ANT 1.1.0 does. */
export function logHeader(heading: LogHeading): string {
  const rows = [
    ["ID", heading.id],
    ["Commands", heading.command],
    ["Final. C.", heading.finalCommand],
    ["Envar", pythonText(heading.envar)],
    ["Assigned GPU", heading.gpuIds || "No GPU Assigned"],
    ["Start Time", timeText(heading.startedAtMs)],
    ["Handler", heading.handlerName],
  ];
  const lines = rows.map(([label, value]) => `${label!.padEnd(13)}: ${value}`);
  const title = [RULER, `${INDENT}ANT RUNNER`, RULER];
  return ["", ...title, ...lines, RULER, "", "", ""].join("\n");
}

/**
 * Where the output begins in a log that starts with this text: behind its
 * head, which repeats the command. 0 for a log without a whole head.
 */
export function headerEnd(text: string): number {
  if (!text.startsWith(`\n${RULER}\n`)) return 0;
  let end = 0;
  for (let rulers = 0; rulers < 3; rulers++) {
    const found = text.indexOf(`${RULER}\n`, end);
    if (found === -1) return 0;
    end = found + RULER.length + 1;
  }
  return end;
}

/**
 * Writes the foot of a task's log: ANT's, with the exit code or the reason
 * beside the times, `FAILED` where ANT said `COMPLETED` of a failure too, and
 * `INTERRUPTED` where the process was lost.
 */
export function logFooter({ state, startedAtMs, endedAtMs }: Task): string {
  const rows: [label: string, value: string][] = [];
  if (endedAtMs !== null) rows.push(["Stop Time", timeText(endedAtMs)]);
  if (endedAtMs !== null && startedAtMs !== null) {
    rows.push(["Time Taken", runtimeText(endedAtMs - startedAtMs)]);
  }
  let title = "COMPLETED";
  if (state.name === "succeeded") rows.push(["Exit Code", "0"]);
  else if (state.name === "failed") {
    title = "FAILED";
    rows.push(failureRow(state.failure));
  } else if (state.name === "terminated") title = "TERMINATED";
  else if (state.name === "lost") {
    title = "INTERRUPTED";
    rows.push(["Reason", "The process vanished and left no exit code"]);
  }
  const lines = rows.map(([label, value]) => `${label.padEnd(11)}: ${value}`);
  const head = [RULER, INDENT + title, RULER];
  return ["", ...head, ...lines, RULER, " ".repeat(12)].join("\n");
}

function failureRow(failure: Failure): [label: string, value: string] {
  switch (failure.kind) {
    case "exit":
      return ["Exit Code", String(failure.code)];
    case "signal":
      return ["Signal", failure.signal];
    case "launch":
      return ["Reason", failure.message];
    case "timeLimit":
      return ["Reason", `Time limit of ${writeDuration(failure.limitMs)}`];
    case "preempted":
      return ["Reason", `Made way for "${failure.by}", is queued again`];
    case "dependency":
      return ["Reason", `"${failure.on}" did not succeed`];
  }
}

/** Local time as `08:20:03 21-11-2026 (1795249203.12)`. */
function timeText(atMs: EpochMs): string {
  const at = new Date(atMs);
  const two = (value: number) => String(value).padStart(2, "0");
  const time = [at.getHours(), at.getMinutes(), at.getSeconds()].map(two);
  const day = [two(at.getDate()), two(at.getMonth() + 1), at.getFullYear()];
  const seconds = (atMs / 1000).toFixed(2);
  return `${time.join(":")} ${day.join("-")} (${seconds})`;
}

function runtimeText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const parts: [count: number, unit: string][] = [
    [Math.floor(seconds / 86_400), "days"],
    [Math.floor(seconds / 3_600) % 24, "hours"],
    [Math.floor(seconds / 60) % 60, "minutes"],
  ];
  return [...parts.filter(([count]) => count > 0), [seconds % 60, "seconds"]]
    .map(([count, unit]) => `${count} ${unit}`).join(", ");
}

/** Writes a value as Python prints it: `{'A': '1', 'B': None, 'C': True}`. */
export function pythonText(value: Json): string {
  if (value === null) return "None";
  if (value === true) return "True";
  if (value === false) return "False";
  if (typeof value === "number") return String(value);
  if (typeof value === "string") return quoted(value);
  if (isList(value)) return `[${value.map(pythonText).join(", ")}]`;
  const pairs = Object.entries(value)
    .map(([key, item]) => `${quoted(key)}: ${pythonText(item)}`);
  return `{${pairs.join(", ")}}`;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** Single quotes, unless only doubling spares an escape. */
function quoted(text: string): string {
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text
    .replaceAll("\\", "\\\\")
    .replaceAll(mark, `\\${mark}`)
    .replaceAll("\n", "\\n")
    .replaceAll("\r", "\\r")
    .replaceAll("\t", "\\t");
  return mark + escaped + mark;
}
