import { z } from "zod";
import { PLAIN_DRAIN } from "../model/drain.ts";
import {
  emptySession,
  hiddenKey,
  type RecoveryHistory,
  type SavedSession,
  type Section,
} from "../model/recovery.ts";
import { placePause } from "../model/pausing.ts";
import { emptyState, placeTask, type SchedulerState } from "../model/state.ts";
import { isEnded, type Task } from "../model/task.ts";
import type { TaskId } from "../model/units.ts";
import { SNAPSHOT_FORMAT } from "./encode_snapshot.ts";
import { type DecodedTask, decodeTask } from "./task_codec.ts";
import type { JsonRecord } from "./task_shape.ts";

/** What a recovery file says. */
export interface DecodedSnapshot {
  readonly state: SchedulerState;
  /** The number of the last event that it includes; 0 in ANT's own file. */
  readonly seq: number;
  /** Whether ANT 1.1.0 wrote it, or a version before that. */
  readonly isForeign: boolean;
}

/**
 * Reads a recovery file of ours, of ANT 1.1.0 (all of its sessions are
 * earlier lives to us), or of the form before: one session at the top level.
 *
 * @throws {SyntaxError} when it is not JSON, {TypeError} when it is not a
 * recovery file, or of a version that is not known here.
 */
export function decodeSnapshot(text: string): DecodedSnapshot {
  const parsed = FILE.safeParse(JSON.parse(text));
  if (!parsed.success) throw new TypeError(explain(parsed.error));
  const file = parsed.data;
  const sessions = file.sessions ?? legacySessions(file);
  if (file.ant === undefined) {
    const state = emptyState();
    state.recovery.sessions = foreignSessions(sessions);
    hideAgain(state.recovery, file.hidden);
    return { state, seq: 0, isForeign: true };
  }
  const state = ownState(sessions, file.ant);
  hideAgain(state.recovery, file.hidden);
  return { state, seq: file.ant.seq, isForeign: false };
}

type File = z.infer<typeof FILE>;
type RawSession = z.infer<typeof SESSION>;
type OurKey = z.infer<typeof OUR_KEY>;

/** ANT's rule: without a list of sessions, the file itself is one. */
function legacySessions(file: File): RawSession[] {
  const { queued, ongoing, completed } = file;
  if (
    queued === undefined && ongoing === undefined && completed === undefined
  ) {
    throw new TypeError("it is not a recovery file: it has no sessions");
  }
  return [SESSION.parse(file)];
}

function ownState(
  sessions: readonly RawSession[],
  ant: OurKey,
): SchedulerState {
  const state = emptyState();
  const { currentSession, disabledGpus, drains, envDraft, submissions } = ant;
  const current = sessions.find((one) => one.session_id === currentSession);
  if (current !== undefined) {
    placeTasks(state, current, new Map(ant.submittedBehind));
  }
  for (const pause of ant.pauses) placePause(state, pause);
  for (const gpu of disabledGpus) state.drains.set(gpu, PLAIN_DRAIN);
  for (const { gpu, ...drain } of drains) state.drains.set(gpu, drain);
  for (const [key, ids] of submissions) state.submissions.set(key, ids);
  for (const [name, used] of ant.usage) state.usage.set(name, used);
  for (const [name, times] of ant.runTimes) state.runTimes.set(name, times);
  state.envDraft = envDraft;
  state.recovery.sessions = sessions.filter((one) => one !== current)
    .map((one) => readSession(one, sessionName(one)))
    .filter(hasEntries);
  return state;
}

/** `pushed` has the turns of those whose time does not tell their place. */
function placeTasks(
  state: SchedulerState,
  session: RawSession,
  pushed: ReadonlyMap<TaskId, number>,
): void {
  const read = [
    ...readSection(session, "queued"),
    ...readSection(session, "ongoing"),
    ...readSection(session, "completed"),
  ];
  const places = new Map([...pushed.keys()].map((id, place) => [id, place]));
  const placeOf = ({ id }: Task) => places.get(id) ?? -1;
  const cameAt = ({ id, submittedAtMs }: Task) =>
    pushed.get(id) ?? submittedAtMs;
  // Those of one batch came at the same time, in turn.
  const bySubmission = read.toSorted(({ task: a }, { task: b }) =>
    cameAt(a) - cameAt(b) || placeOf(a) - placeOf(b) || a.turn - b.turn
  );
  for (const { task } of bySubmission) {
    state.submitted.append(task.id, task.submittedAtMs);
  }
  const ended = read.filter(({ task }) => isEnded(task))
    .sort((a, b) => (a.place ?? -1) - (b.place ?? -1));
  const others = read.filter(({ task }) => !isEnded(task));
  for (const { task } of [...others, ...ended]) {
    if (state.tasks.has(task.id)) {
      throw new TypeError(`task "${task.id}" stands twice in one session`);
    }
    placeTask(state, task);
  }
}

/** Newest first; ANT's ids are unique, those of an edited file are made so. */
function foreignSessions(sessions: readonly RawSession[]): SavedSession[] {
  const names = new Set<string>();
  return [...sessions].sort((a, b) => b.saved_at - a.saved_at)
    .map((session) => {
      let name = sessionName(session);
      while (names.has(name)) name += "+";
      names.add(name);
      return readSession(session, name);
    })
    .filter(hasEntries);
}

function sessionName(session: RawSession): string {
  return session.session_id ?? `${session.saved_at}-00000000`;
}

function readSession(raw: RawSession, sessionId: string): SavedSession {
  const session = emptySession(sessionId, raw.saved_at);
  for (const section of SECTIONS) {
    for (const { task } of readSection(raw, section)) {
      session.entries[section].set(task.id, task);
    }
  }
  return session;
}

function readSection(session: RawSession, section: Section): DecodedTask[] {
  const savedAtMs = session.saved_at;
  return session[section]
    .map((raw, index) => decodeTask(raw, { section, index, savedAtMs }))
    .filter((decoded) => decoded !== null);
}

function hideAgain(recovery: RecoveryHistory, hidden: readonly unknown[]) {
  const savedAtMs = recovery.sessions[0]?.savedAtMs ?? 0;
  for (const [index, raw] of hidden.entries()) {
    const from = HIDDEN_FROM.parse(raw)._hidden_from_section;
    const decoded = decodeTask(raw, { section: from, index, savedAtMs });
    if (decoded === null) continue;
    const { task } = decoded;
    recovery.hidden.set(hiddenKey(task.id, task.submittedAtMs), { task, from });
  }
}

function hasEntries({ entries }: SavedSession): boolean {
  return SECTIONS.some((section) => entries[section].size > 0);
}

function explain({ issues }: z.ZodError): string {
  const [{ path, message }] = issues as [z.core.$ZodIssue];
  return path.length === 0
    ? "it is not a recovery file: it is not a JSON object"
    : `its "${path.join(".")}" cannot be understood (${message})`;
}

const SECTIONS = ["queued", "ongoing", "completed"] as const;
// Not z.array(), which looks at each of 100,000 for nothing.
const list = z.custom<readonly unknown[]>(Array.isArray, "it is no list");
const entries = list.nullish().transform((value) => value ?? []);
const seconds = z.number().catch(0).transform((s) => Math.round(s * 1000));

const SESSION = z.object({
  session_id: z.string().min(1).optional().catch(undefined),
  saved_at: seconds,
  queued: entries,
  ongoing: entries,
  completed: entries,
});

const HIDDEN_FROM = z.object({
  _hidden_from_section: z.enum(SECTIONS).catch("completed"),
}).catch({ _hidden_from_section: "completed" });

const OUR_KEY = z.object({
  format: z.literal(SNAPSHOT_FORMAT, "a newer server wrote it"),
  seq: z.int().nonnegative(),
  currentSession: z.string().nullable(),
  disabledGpus: z.array(z.int().nonnegative()),
  drains: z.array(z.object({
    gpu: z.int().nonnegative(),
    by: z.enum(["person", "server"]),
    reason: z.string().nullable(),
    sinceMs: z.number().nullable(),
    untilMs: z.number().nullable(),
  })).default([]),
  envDraft: z.custom<JsonRecord>((value) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
  ),
  pauses: z.array(z.object({
    tag: z.string().nullable(),
    reason: z.string().nullable(),
    by: z.string().nullable(),
    sinceMs: z.number(),
  })).default([]),
  submissions: z.array(z.tuple([z.string(), z.array(z.string())])),
  submittedBehind: z.array(z.tuple([z.string(), z.number()])).default([]),
  usage: z.array(
    z.tuple([z.string(), z.object({ gpuMs: z.number(), atMs: z.number() })]),
  ).default([]),
  runTimes: z.array(z.tuple([z.string(), z.array(z.number())])).default([]),
});

const FILE = z.object({
  version: z.literal([1, 2], "this server reads 2").optional(),
  ant: OUR_KEY.optional(),
  sessions: z.array(SESSION).optional(),
  hidden: entries,
  saved_at: z.unknown().optional(),
  queued: list.nullish(),
  ongoing: list.nullish(),
  completed: list.nullish(),
});
