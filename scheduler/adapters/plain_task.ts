import type { Task, TaskSpec, TaskState } from "../model/task.ts";
import type { JsonRecord } from "./task_shape.ts";

/** What a task of the plain kind says, where nothing about it is odd. */
export interface PlainTask {
  readonly task: Task;
  readonly place: number | null;
}

/**
 * Reads an ended task that is just as `encodeTask` leaves most of them, six
 * times as fast as by its shape: of these there may be 100,000. `null` for
 * any other, which its shape then judges.
 */
export function plainTask(raw: unknown): PlainTask | null {
  if (!isRecord(raw) || !isRecord(raw.ant)) return null;
  for (const key in raw.ant) if (!KNOWN.has(key)) return null;
  const plain = plainSpec(raw, raw.ant);
  const times = plainTimes(raw, raw.ant);
  const state = endedState(raw.ant.state);
  const { task_id: id, gpu_ids: lastGpus = null, log_file_name = null } = raw;
  const { attempt, place, turn } = raw.ant;
  if (
    plain === null || times === null || state === null ||
    !isText(id) || id === "" || !isCount(attempt) || !isNumber(turn) ||
    !(lastGpus === null || isListOf(lastGpus, isCount)) ||
    !(log_file_name === null || isText(log_file_name)) ||
    !(place === undefined || isCount(place))
  ) return null;
  const task: Task = { // Without a spread, which takes as long as the rest.
    id,
    spec: plain,
    state,
    sinceMs: times.sinceMs,
    submittedAtMs: times.submittedAtMs,
    attempt,
    startedAtMs: times.startedAtMs,
    endedAtMs: times.endedAtMs,
    lastGpus,
    logFile: log_file_name,
    turn,
    notBeforeMs: null,
    pending: NONE,
    earlier: NONE,
  };
  return { task, place: place ?? null };
}

function plainSpec(raw: JsonRecord, ant: JsonRecord): TaskSpec | null {
  const { command, n_gpus: nGpus, envar, runner_envar } = raw;
  const { tags, runnerEnvar = runner_envar } = ant;
  return isText(command) && isCount(nGpus) && isRecord(envar) &&
      isRecord(runner_envar) && isRecord(runnerEnvar) && isListOf(tags, isText)
    ? {
      command,
      nGpus,
      envar: thrifty(envar),
      tags: tags.length === 0 ? NONE : tags,
      options: NOTHING,
      runnerEnvar: thrifty(runnerEnvar),
    }
    : null;
}

function plainTimes(raw: JsonRecord, ant: JsonRecord) {
  const { _start_time: start = null, _stop_time: stop = null } = raw;
  const { sinceMs, submittedAtMs } = ant;
  return isNumber(sinceMs) && isNumber(submittedAtMs) &&
      (start === null || isNumber(start)) && (stop === null || isNumber(stop))
    ? {
      sinceMs,
      submittedAtMs,
      startedAtMs: start === null ? null : Math.round(start * 1000),
      endedAtMs: stop === null ? null : Math.round(stop * 1000),
    }
    : null;
}

// What is empty in 100,000 tasks is there once.
const NONE: readonly never[] = Object.freeze([]);
const NOTHING: JsonRecord = Object.freeze({});
const SUCCEEDED = Object.freeze({ name: "succeeded" } as const);

function thrifty(record: JsonRecord): JsonRecord {
  for (const _ in record) return record;
  return NOTHING;
}

/** What a plain task may say under our key. */
const KNOWN: ReadonlySet<string> = new Set([
  ...["attempt", "place", "runnerEnvar", "sinceMs", "state", "submittedAtMs"],
  ...["tags", "turn"],
]);

function endedState(raw: unknown): TaskState | null {
  if (!isRecord(raw)) return null;
  const { name, failure } = raw;
  if (holdsMore(raw, name === "failed" ? 2 : 1)) return null;
  if (name === "succeeded") return SUCCEEDED;
  if (name === "terminated" || name === "lost") return { name };
  if (name !== "failed" || !isRecord(failure)) return null;
  const { kind, code } = failure;
  const isExit = kind === "exit" && Number.isSafeInteger(code);
  return isExit && !holdsMore(failure, 2)
    ? { name, failure: { kind, code: code as number } }
    : null;
}

/** Tells of what is not known here, and would be lost. */
function holdsMore(record: JsonRecord, count: number): boolean {
  let left = count;
  for (const _key in record) if (left-- === 0) return true;
  return false;
}

function isRecord(value: unknown): value is JsonRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isNumber(value: unknown): value is number {
  return Number.isFinite(value);
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && value as number >= 0;
}

function isListOf<T>(
  value: unknown,
  is: (item: unknown) => item is T,
): value is T[] {
  return Array.isArray(value) && value.every(is);
}
