import type { z } from "zod";
import { type Section, sectionOf } from "../model/recovery.ts";
import type { Task, TaskSpec, TaskState } from "../model/task.ts";
import type { EpochMs, Json } from "../model/units.ts";
import { plainTask } from "./plain_task.ts";
import { ANT_TASK, type JsonRecord, OUR_KEY } from "./task_shape.ts";

const CUDA = "CUDA_VISIBLE_DEVICES";

/**
 * Writes a task as ANT 1.1.0 does (`_start_time` … in seconds), and what only
 * we know under the key `ant`. `place` is where it stands among the ended.
 */
export function encodeTask(
  task: Task,
  { place, from }: { readonly place?: number; readonly from?: Section } = {},
): JsonRecord {
  const { id, spec, state, startedAtMs, endedAtMs, lastGpus, logFile } = task;
  const section = sectionOf(task);
  const runner = lastGpus === null
    ? spec.runnerEnvar
    : { ...spec.runnerEnvar, [CUDA]: lastGpus.join(",") };
  return {
    ...(from === undefined ? {} : { _hidden_from_section: from }),
    _is_running: section === "ongoing",
    _is_stopped: section === "completed",
    _start_time: toSeconds(startedAtMs),
    _stop_time: toSeconds(endedAtMs),
    ant: {
      ...(task.approval === undefined ? {} : { approval: task.approval }),
      attempt: task.attempt,
      ...(spec.budget === undefined
        ? {}
        : { budget: sorted(spec.budget as unknown as Json) }),
      ...some("defaults", spec.defaults ?? []),
      ...some("earlier", task.earlier),
      ...(task.notBeforeMs === null ? {} : { notBeforeMs: task.notBeforeMs }),
      ...(Object.keys(spec.options).length === 0
        ? {}
        : { options: sorted(spec.options as unknown as Json) }),
      ...some("pending", task.pending),
      ...(place === undefined ? {} : { place }),
      ...(lastGpus === null ? {} : { runnerEnvar: sorted(spec.runnerEnvar) }),
      sinceMs: task.sinceMs,
      state: sorted(state as unknown as Json),
      submittedAtMs: task.submittedAtMs,
      ...(task.submitter === undefined ? {} : { submitter: task.submitter }),
      tags: spec.tags,
      turn: task.turn,
    },
    command: spec.command,
    envar: sorted(spec.envar),
    ...(lastGpus === null ? {} : { gpu_ids: lastGpus }),
    ...(logFile === null ? {} : { log_file_name: logFile }),
    n_gpus: spec.nGpus,
    runner_envar: sorted(runner),
    task_id: id,
    terminated: state.name === "terminated",
  };
}

/** Writes a list where it says something. */
function some(key: string, list: readonly unknown[]): JsonRecord {
  return list.length === 0 ? {} : { [key]: sorted(list as readonly Json[]) };
}

/** A task as read, and where it stood among the ended ones, if that is known. */
export interface DecodedTask {
  readonly task: Task;
  readonly place: number | null;
}

/** Where an entry stood in the file. */
export interface Position {
  readonly section: Section;
  readonly index: number;
  /** When the server life that it belongs to was last written down. */
  readonly savedAtMs: EpochMs;
}

/**
 * Reads a task that we or ANT 1.1.0 wrote, or a person has edited: a field
 * that is missing or odd gets a harmless value. Our own key counts only where
 * it agrees with the section, since ANT carries it along as the task moves on.
 *
 * Answers `null` for an entry without an id, as ANT does.
 */
export function decodeTask(
  raw: unknown,
  position: Position,
): DecodedTask | null {
  const plain = plainTask(raw);
  if (plain !== null && sectionOf(plain.task) === position.section) {
    return plain;
  }
  return decodeShape(raw, position);
}

/** The same, whatever the task. */
export function decodeShape(
  raw: unknown,
  position: Position,
): DecodedTask | null {
  const parsed = ANT_TASK.safeParse(raw);
  if (!parsed.success) return null;
  const fields = parsed.data;
  const ours = OUR_KEY.safeParse(fields.ant);
  if (ours.success) {
    const task = ownTask(fields, ours.data);
    const { place = null } = ours.data;
    if (sectionOf(task) === position.section) return { task, place };
  }
  return { task: foreignTask(fields, position), place: null };
}

type Fields = z.infer<typeof ANT_TASK>;
type OurKey = z.infer<typeof OUR_KEY>;

function ownTask(fields: Fields, ours: OurKey): Task {
  return {
    id: fields.task_id,
    spec: {
      ...specOf(fields, ours.runnerEnvar ?? fields.runner_envar, ours.tags),
      options: ours.options,
      ...(ours.budget === undefined ? {} : { budget: ours.budget }),
      ...ours.defaults.length > 0 && { defaults: ours.defaults },
    },
    state: ours.state,
    sinceMs: ours.sinceMs,
    submittedAtMs: ours.submittedAtMs,
    attempt: ours.attempt,
    startedAtMs: fields._start_time,
    endedAtMs: fields._stop_time,
    lastGpus: fields.gpu_ids,
    logFile: fields.log_file_name,
    turn: ours.turn,
    notBeforeMs: ours.notBeforeMs,
    pending: ours.pending,
    earlier: ours.earlier,
    ...(ours.submitter === undefined ? {} : { submitter: ours.submitter }),
    ...(ours.approval === undefined ? {} : { approval: ours.approval }),
  };
}

/**
 * ANT 1.1.0 kept no exit codes: what it calls completed counts as succeeded
 * unless it was terminated, and what was running is lost, last known to be
 * alive when the file was written.
 */
function foreignTask(fields: Fields, { section, index, savedAtMs }: Position) {
  const { [CUDA]: _assigned, ...runnerEnvar } = fields.runner_envar;
  const startedAtMs = fields._start_time;
  const waits = section === "queued";
  const endedAtMs = fields._stop_time ??
    Math.max(savedAtMs, startedAtMs ?? savedAtMs);
  return {
    id: fields.task_id,
    spec: specOf(fields, runnerEnvar, []),
    state: foreignState(section, fields.terminated),
    sinceMs: waits ? savedAtMs : endedAtMs,
    submittedAtMs: startedAtMs ?? savedAtMs,
    attempt: waits ? 0 : 1,
    startedAtMs: waits ? null : startedAtMs,
    endedAtMs: waits ? null : endedAtMs,
    lastGpus: waits ? null : fields.gpu_ids,
    logFile: waits ? null : fields.log_file_name,
    turn: waits ? index : 0,
    notBeforeMs: null,
    pending: [],
    earlier: [],
  };
}

function foreignState(section: Section, terminated: boolean): TaskState {
  switch (section) {
    case "queued":
      return { name: "queued" };
    case "ongoing":
      return { name: "lost" };
    case "completed":
      return terminated ? { name: "terminated" } : { name: "succeeded" };
  }
}

function specOf(
  fields: Fields,
  runnerEnvar: JsonRecord,
  tags: readonly string[],
): TaskSpec {
  const { command, n_gpus: nGpus, envar } = fields;
  return { command, nGpus, envar, tags, options: {}, runnerEnvar };
}

function toSeconds(atMs: EpochMs | null): number | null {
  return atMs === null ? null : atMs / 1000;
}

/** Puts the keys of every object in order. */
export function sorted<T extends Json>(value: T): T;
export function sorted(value: Json): Json {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item: Json) => sorted(item));
  const entries = Object.entries(value as JsonRecord)
    .sort(([a], [b]) => a < b ? -1 : 1)
    .map(([key, item]) => [key, sorted(item)]);
  return Object.fromEntries(entries); // Not by assignment: "__proto__" is a key.
}
