import { type Drain, PLAIN_DRAIN } from "../model/drain.ts";
import type { SchedulerEvent } from "../model/event.ts";
import type { Task } from "../model/task.ts";

/** The version of the journal's lines that this server writes and reads. */
export const JOURNAL_FORMAT = 1;

const KINDS = {
  tasksSubmitted: true,
  taskPlaced: true,
  taskStarted: true,
  taskStopRequested: true,
  taskKillDue: true,
  taskWarned: true,
  taskDue: true,
  dependencyMet: true,
  taskEnded: true,
  taskRequeued: true,
  taskMoved: true,
  taskApproved: true,
  taskEdited: true,
  taskRemoved: true,
  tasksPutBack: true,
  gpuSwitched: true,
  clockMoved: true,
  queuePaused: true,
  queueResumed: true,
  envDraftSaved: true,
  sessionShelved: true,
  entryRestored: true,
  entryDeleted: true,
  entryHidden: true,
  entryPutBack: true,
  taskHidden: true,
} as const satisfies Record<SchedulerEvent["kind"], true>;

const NO_WISHES = { options: {} } as const;
const NO_WAIT = { notBeforeMs: null, pending: [], earlier: [] } as const;

/** The first line of a segment of the journal. */
export interface Header {
  readonly format: typeof JOURNAL_FORMAT;
  readonly firstSeq: number;
  /**
   * What the very first event builds on: the SHA-256 of a recovery file that
   * ANT 1.1.0 wrote, or `null` for nothing.
   */
  readonly base: string | null;
}

/** What one append wrote. */
export interface Line {
  readonly seq: number;
  /** The `seq` of the first line that one sync made durable with this one. */
  readonly from: number;
  readonly events: readonly SchedulerEvent[];
}

/** Writes the first line of a segment. */
export function headerText(header: Header): string {
  return `${JSON.stringify(header)}\n`;
}

/**
 * Writes one append as one line, so that half of it is never read:
 *
 * ```text
 * {"seq":7,"from":6,"events":[{"kind":"taskRemoved","id":"a"}]}
 * ```
 */
export function lineText(seq: number, from: number, events: string): string {
  return `{"seq":${seq},"from":${from},"events":${events}}\n`;
}

/** The content of a segment, as far as it can be trusted. */
export interface Segment {
  /** `null` when not even the header is whole. */
  readonly header: Header | null;
  readonly lines: readonly (Line & { readonly bytes: number })[];
  /** Where what was never confirmed begins, in bytes. */
  readonly wholeBytes: number;
  readonly tornBytes: number;
}

/**
 * Reads a segment. A power cut may leave the last write half done, in any of
 * its parts, since the disk writes blocks in whatever order it likes; as that
 * write was never confirmed, it is cut off from its first unreadable line.
 * `from` tells the last write's lines from the earlier ones.
 *
 * @throws {TypeError} for anything else that is wrong, with the line number.
 */
export function parseSegment(
  bytes: Uint8Array<ArrayBuffer>,
  firstSeq: number,
  isLast: boolean,
): Segment {
  const lines: (Line & { bytes: number })[] = [];
  let header: Header | null = null;
  let start = 0;
  for (let end; (end = bytes.indexOf(10, start)) >= 0; start = end + 1) {
    const value = parseJson(bytes.subarray(start, end));
    const seq = firstSeq + lines.length;
    const number = lines.length + (header === null ? 1 : 2);
    if (value === undefined) {
      if (isLast && isUnconfirmed(bytes.subarray(end + 1), seq)) break;
      throw new TypeError(`line ${number} is not JSON`);
    }
    if (header === null) header = readHeader(value, firstSeq);
    else {lines.push({
        ...readLine(value, seq, number),
        bytes: end + 1 - start,
      });}
  }
  const tornBytes = bytes.length - start;
  if (!isLast && (header === null || tornBytes > 0)) {
    throw new TypeError("it ends in the middle of a line");
  }
  return { header, lines, wholeBytes: start, tornBytes };
}

/** Whether all that can still be read belongs to the write that has `seq`. */
function isUnconfirmed(rest: Uint8Array<ArrayBuffer>, seq: number): boolean {
  let start = 0;
  for (let end; (end = rest.indexOf(10, start)) >= 0; start = end + 1) {
    const value = parseJson(rest.subarray(start, end));
    if (isRecord(value) && !(Number(value.from) <= seq)) return false;
  }
  return true;
}

function readHeader(value: unknown, firstSeq: number): Header {
  if (!isRecord(value) || value.format !== JOURNAL_FORMAT) {
    throw new TypeError(
      `its format is not ${JOURNAL_FORMAT}, the one that this version reads`,
    );
  }
  const { base = null } = value;
  const isBase = base === null || typeof base === "string";
  if (value.firstSeq !== firstSeq || !isBase) {
    throw new TypeError("its first line does not agree with its name");
  }
  return { format: JOURNAL_FORMAT, firstSeq, base };
}

function numberWords(seq: unknown): string {
  return seq === undefined ? "no number" : `number ${JSON.stringify(seq)}`;
}

function readLine(value: unknown, seq: number, number: number): Line {
  const wrong = (what: string) => new TypeError(`line ${number} ${what}`);
  if (!isRecord(value) || !Array.isArray(value.events)) {
    throw wrong("holds no events");
  }
  if (value.seq !== seq) {
    throw wrong(`has ${numberWords(value.seq)}, not ${seq}`);
  }
  for (const event of value.events) {
    const kind = isRecord(event) ? String(event.kind) : "";
    if (!Object.hasOwn(KINDS, kind)) {
      throw wrong(`holds an event of unknown kind "${kind}"`);
    }
  }
  const events = value.events.map(completed);
  return { seq, from: Number(value.from), events };
}

/** Adds what events did not carry before there were options. */
function completed(event: SchedulerEvent): SchedulerEvent {
  switch (event.kind) {
    case "tasksSubmitted":
      return { ...event, tasks: event.tasks.map(withDefaults) };
    case "taskEdited": {
      const spec = { ...NO_WISHES, ...event.as.spec };
      return { ...event, as: { ...event.as, spec } };
    }
    case "taskRequeued":
      return { ...event, notBeforeMs: event.notBeforeMs ?? null };
    case "gpuSwitched":
      return { ...event, drain: drainOf(event) };
    default:
      return event;
  }
}

/** Lines of before reasons say only whether it was `enabled`. */
function drainOf(
  event: Extract<SchedulerEvent, { kind: "gpuSwitched" }>,
): Drain | null {
  if (event.drain !== undefined) return event.drain;
  return "enabled" in event && event.enabled === true ? null : PLAIN_DRAIN;
}

function withDefaults(task: Task): Task {
  return { ...NO_WAIT, ...task, spec: { ...NO_WISHES, ...task.spec } };
}

function parseJson(bytes: Uint8Array<ArrayBuffer>): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) {
      return undefined;
    }
    throw error;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
