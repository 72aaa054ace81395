import {
  type EntryRef,
  type HiddenEntry,
  maskEnv,
  type SavedSession,
  type SchedulerState,
  type Section,
  type Task,
} from "../../scheduler/mod.ts";
import { endJson } from "./task_json.ts";
import { runtimeText, secondsOf, timeText } from "./time_text.ts";
import { isRecord } from "./task_ids.ts";

const SECTIONS = ["ongoing", "queued", "completed"] as const;

/** ANT's `recovery_state`. */
export function recoveryState(
  { recovery: { sessions, hidden } }: SchedulerState,
  pending: boolean,
): Readonly<Record<string, unknown>> {
  const [last = null, ...earlier] = sessions.map(sessionJson);
  return {
    pending,
    "has_history": sessions.length > 0,
    "last_session": last,
    "earlier_sessions": earlier,
    "session_count": sessions.length,
    "saved_at": last?.saved_at ?? null,
    ongoing: last?.ongoing ?? [],
    queued: last?.queued ?? [],
    completed: last?.completed ?? [],
    "hidden_tasks": [...hidden.values()].map(hiddenJson),
  };
}

function sessionJson({ sessionId, savedAtMs, entries }: SavedSession) {
  const list = (section: Section) =>
    [...entries[section].values()]
      .map((task) => entryJson(task, sessionId, section));
  return {
    "session_id": sessionId,
    "saved_at": secondsOf(savedAtMs),
    ongoing: list("ongoing"),
    queued: list("queued"),
    completed: list("completed"),
  };
}

function hiddenJson({ task, from }: HiddenEntry) {
  const entry = entryJson(task, "hidden", "hidden");
  return { ...entry, "hidden_from_section": from };
}

function entryJson(
  task: Task,
  sessionId: string,
  section: Section | "hidden",
) {
  const { id, spec, startedAtMs, endedAtMs } = task;
  return {
    "session_id": sessionId,
    section,
    "recovery_key": `${sessionId}:${section}:${id}`,
    "task_id": id,
    status: statusOf(task, section),
    "start_time": timeText(startedAtMs) ?? "-",
    "start_timestamp": secondsOf(startedAtMs),
    "completed_time": timeText(endedAtMs) ?? "-",
    "completed_timestamp": secondsOf(endedAtMs),
    duration: startedAtMs === null
      ? "This task has not been run"
      : endedAtMs === null
      ? "unknown"
      : runtimeText(endedAtMs - startedAtMs),
    command: spec.command,
    "n_gpus": spec.nGpus,
    tags: spec.tags,
    envar: maskEnv(spec.envar),
    ...endJson(task),
  };
}

function statusOf({ state }: Task, section: Section | "hidden"): string {
  switch (section) {
    case "ongoing":
      return "Interrupted";
    case "queued":
      return "Queued";
    case "completed":
      return state.name === "terminated" ? "Terminated" : "Completed";
    case "hidden":
      return "Hidden";
  }
}

/**
 * Reads which entries a body selects: `entries`, or the lists of ids that
 * older clients send, which mean every session that has them.
 */
export function readEntries(
  body: unknown,
  { recovery }: SchedulerState,
): readonly EntryRef[] {
  const record = isRecord(body) ? body : {};
  const listed = Array.isArray(record.entries) ? record.entries : [];
  const entries = listed.filter(isRecord).flatMap((entry) => entryRef(entry));
  if (entries.length > 0) return entries;
  return SECTIONS.flatMap((section) => {
    const ids = record[`${section}_task_ids`];
    if (!Array.isArray(ids)) return [];
    return recovery.sessions.flatMap(({ sessionId, entries }) =>
      ids.filter((id) => entries[section].has(id))
        .map((id) => ({ sessionId, section, id }))
    );
  });
}

function entryRef(entry: Record<string, unknown>): EntryRef[] {
  const { section } = entry;
  const known = [...SECTIONS, "hidden" as const].find((one) => one === section);
  const id = entry["task_id"];
  const sessionId = entry["session_id"];
  if (known === undefined || typeof id !== "string") return [];
  if (typeof sessionId !== "string" && known !== "hidden") return [];
  return [{ sessionId: String(sessionId ?? "hidden"), section: known, id }];
}
