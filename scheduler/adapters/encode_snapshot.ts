import type { SavedSession, Section } from "../model/recovery.ts";
import { inTurn, type SchedulerState } from "../model/state.ts";
import type { Task } from "../model/task.ts";
import type { EpochMs, Json, TaskId } from "../model/units.ts";
import { encodeTask, sorted } from "./task_codec.ts";
import type { JsonRecord } from "./task_shape.ts";

/** The version of our key `ant` in the recovery file. */
export const SNAPSHOT_FORMAT = 1;

/** The version of the recovery file that ANT 1.1.0 writes and reads. */
const SCHEMA = 2;
const SECTIONS: readonly Section[] = ["completed", "ongoing", "queued"];

/** What the file says beside the state. */
export interface SnapshotMeta {
  /** The session id of this server life. */
  readonly sessionId: string;
  readonly savedAtMs: EpochMs;
  /** The number of the last event that the state includes. */
  readonly seq: number;
}

type Entries = Readonly<Record<Section, readonly JsonSource[]>>;
type JsonSource = () => JsonRecord;

interface CapturedSession {
  readonly sessionId: string;
  readonly savedAtMs: EpochMs;
  readonly entries: Entries;
}

/** A state as it stood at one moment, whatever became of it since. */
export interface Snapshot {
  readonly meta: JsonRecord;
  readonly sessions: readonly CapturedSession[];
  readonly hidden: readonly JsonSource[];
}

/**
 * Takes hold of a state without a wait. Only references are copied, since a
 * task never changes but is replaced; the text is made later, bit by bit.
 */
export function captureSnapshot(
  state: SchedulerState,
  { sessionId, savedAtMs, seq }: SnapshotMeta,
): Snapshot {
  const current = { sessionId, savedAtMs, entries: currentEntries(state) };
  const earlier = state.recovery.sessions.map(captureSession);
  const pushed = state.submitted.pushed.map(({ id, turn }) => [id, turn]);
  return {
    meta: {
      currentSession: hasEntries(current) ? sessionId : null,
      disabledGpus: [...state.drains.keys()],
      drains: [...state.drains].map(([gpu, drain]) =>
        sorted({ ...drain, gpu })
      ),
      envDraft: sorted(state.envDraft),
      format: SNAPSHOT_FORMAT,
      pauses: state.pauses.map((pause) => sorted({ ...pause })),
      runTimes: [...state.runTimes],
      seq,
      submissions: [...state.submissions],
      ...pushed.length > 0 && { submittedBehind: pushed },
      usage: [...state.usage].map(([who, used]) => [who, sorted({ ...used })]),
    },
    sessions: [current, ...earlier].filter(hasEntries),
    hidden: [...state.recovery.hidden.values()].map(({ task, from }) => () =>
      encodeTask(task, { from })
    ),
  };
}

function currentEntries(state: SchedulerState): Entries {
  const task = (id: TaskId) => state.tasks.get(id)!;
  const ended = [...state.ended].map((id, place) => ({
    task: task(id),
    place,
  }));
  const isLost = ({ task }: { task: Task }) => task.state.name === "lost";
  const withPlace = ({ task, place }: { task: Task; place: number }) => () =>
    encodeTask(task, { place });
  return {
    queued: [...inTurn(state)].map((task) => () => encodeTask(task)),
    ongoing: [
      ...[...state.active].map(task).map((one) => () => encodeTask(one)),
      ...ended.filter(isLost).map(withPlace),
    ],
    completed: ended.filter((one) => !isLost(one)).map(withPlace),
  };
}

function captureSession(session: SavedSession): CapturedSession {
  const list = (section: Section) =>
    [...session.entries[section].values()].map((task) => () =>
      encodeTask(task)
    );
  const entries = {
    completed: list("completed"),
    ongoing: list("ongoing"),
    queued: list("queued"),
  };
  return { ...session, entries };
}

function hasEntries({ entries }: CapturedSession): boolean {
  return SECTIONS.some((section) => entries[section].length > 0);
}

/** Writes the recovery file piece by piece: indent 2, keys in order. */
export function* snapshotText(snapshot: Snapshot): Generator<string> {
  yield `{\n  "ant": ${indented(snapshot.meta, 2)},\n  "hidden": `;
  yield* listText(snapshot.hidden, 2);
  yield `,\n  "sessions": `;
  let open = "[";
  for (const { sessionId, savedAtMs, entries } of snapshot.sessions) {
    yield `${open}\n    {\n`;
    for (const section of SECTIONS) {
      yield `      "${section}": `;
      yield* listText(entries[section], 6);
      yield `,\n`;
    }
    yield `      "saved_at": ${savedAtMs / 1000},\n`;
    yield `      "session_id": ${JSON.stringify(sessionId)}\n    }`;
    open = ",";
  }
  yield open === "[" ? "[]" : "\n  ]";
  yield `,\n  "version": ${SCHEMA}\n}\n`;
}

function* listText(
  items: readonly JsonSource[],
  indent: number,
): Generator<string> {
  const margin = " ".repeat(indent);
  let open = "[";
  for (const item of items) {
    yield `${open}\n${margin}  ${indented(item(), indent + 2)}`;
    open = ",";
  }
  yield open === "[" ? "[]" : `\n${margin}]`;
}

function indented(value: Json, indent: number): string {
  const margin = `\n${" ".repeat(indent)}`;
  return JSON.stringify(value, null, 2).replaceAll("\n", margin);
}
