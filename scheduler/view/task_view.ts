import { type AttemptRecord, isEnded, type Task } from "../model/task.ts";
import type { Declined, StateName, TaskState } from "../model/task.ts";
import type { FailureClue } from "../model/failure_class.ts";
import { writeDuration } from "../model/options/duration.ts";
import { writeOptions } from "../model/options/table.ts";
import { maskEnv } from "../model/secrets.ts";
import type { EpochMs, GpuIndex, Json, TaskId } from "../model/units.ts";

/** How an ended task ended, in a form to show. */
export interface EndView {
  /** The exit code, 128 + n for signal n; `null` when there is none to tell. */
  readonly exitCode: number | null;
  readonly signal: string | null;
  /** A few words on why; `null` for a plain success. */
  readonly cause: string | null;
  /** Which kind of end it was, where no exit code or signal tells. */
  readonly by?:
    | "launch"
    | "timeLimit"
    | "dependency"
    | "preempted"
    | "declined";
  /** What the log's end says of it; absent where it says nothing. */
  readonly clue?: string;
}

/** An earlier attempt of a task. */
export interface AttemptView {
  readonly attempt: number;
  readonly gpus: readonly GpuIndex[];
  readonly startedAtMs: EpochMs | null;
  readonly endedAtMs: EpochMs;
  readonly end: EndView;
}

/** One task as shown: plain JSON, secrets masked, the same for every reader. */
export interface TaskView {
  readonly id: TaskId;
  readonly command: string;
  readonly state: StateName;
  readonly nGpus: number;
  readonly tags: readonly string[];
  /** What else was asked for, as text by the names of `/api/v1`. */
  readonly options: Readonly<Record<string, string>>;
  /** Those of the options that are the config's defaults; absent for none. */
  readonly defaults?: readonly string[];
  readonly envar: Readonly<Record<string, Json>>;
  /** The physical GPUs of the last attempt; empty without any. */
  readonly gpus: readonly GpuIndex[];
  readonly attempt: number;
  /** Earlier attempts, the first one first. */
  readonly earlier: readonly AttemptView[];
  /** While queued: it starts no sooner. */
  readonly notBeforeMs: EpochMs | null;
  /** While queued: the tasks that it still waits for. */
  readonly pending: readonly TaskId[];
  readonly submittedAtMs: EpochMs;
  readonly startedAtMs: EpochMs | null;
  readonly endedAtMs: EpochMs | null;
  readonly end: EndView | null;
  /** While it stops: the urgent task that it makes way for. */
  readonly makesWayFor?: TaskId;
  /** Orders the queue: lower starts sooner. */
  readonly turn: number;
  readonly logFile: string | null;
  /** The name of the token it came with; absent for the server's own. */
  readonly submitter?: string;
  /** How many GPUs its submitter's tasks may hold at once. */
  readonly budgetGpus?: number;
  /** While queued: it starts no sooner than a person approves it. */
  readonly approval?: "wanted";
}

/** Shows a task. */
export function viewTask(task: Task): TaskView {
  return {
    id: task.id,
    command: task.spec.command,
    state: task.state.name,
    nGpus: task.spec.nGpus,
    tags: task.spec.tags,
    options: writeOptions(task.spec.options),
    ...task.spec.defaults !== undefined && { defaults: task.spec.defaults },
    envar: maskEnv(task.spec.envar),
    gpus: task.lastGpus ?? [],
    attempt: task.attempt,
    earlier: task.earlier.map(viewAttempt),
    notBeforeMs: task.notBeforeMs,
    pending: task.pending,
    submittedAtMs: task.submittedAtMs,
    startedAtMs: task.startedAtMs,
    endedAtMs: task.endedAtMs,
    end: isEnded(task) ? viewEnd(task.state) : null,
    ...wayOf(task.state),
    turn: task.turn,
    logFile: task.logFile,
    ...task.submitter === undefined ? {} : { submitter: task.submitter },
    ...task.approval === undefined ? {} : { approval: task.approval },
    ...budgetOf(task.spec),
  };
}

/** Shows a task as an earlier attempt left it; `null` for no such attempt. */
export function viewEarlier(task: Task, attempt: number): TaskView | null {
  const past = task.earlier.find((one) => one.attempt === attempt);
  if (past === undefined) return null;
  const { as: state, gpus: lastGpus, ...facts } = past;
  return viewTask({ ...task, ...facts, state, lastGpus });
}

function wayOf(state: TaskState): Pick<TaskView, "makesWayFor"> {
  return state.name === "stopping" && state.makesWayFor !== undefined
    ? { makesWayFor: state.makesWayFor }
    : {};
}

function budgetOf({ budget }: Task["spec"]): Pick<TaskView, "budgetGpus"> {
  return budget === undefined ? {} : { budgetGpus: budget.gpus };
}

function viewAttempt(
  { attempt, gpus, startedAtMs, endedAtMs, as }: AttemptRecord,
): AttemptView {
  return { attempt, gpus, startedAtMs, endedAtMs, end: viewEnd(as) };
}

function viewTerminated(declined: Declined | undefined): EndView {
  const unknown = { exitCode: null, signal: null };
  if (declined === undefined) {
    return { ...unknown, cause: "terminated by a person" };
  }
  const words = `declined by ${declined.by ?? "a person"}`;
  const { reason } = declined;
  const cause = reason === null ? words : `${words}: ${reason}`;
  return { ...unknown, cause, by: "declined" };
}

function viewEnd(state: TaskState): EndView {
  switch (state.name) {
    case "failed":
      return viewFailure(state.failure);
    case "succeeded":
      return { exitCode: 0, signal: null, cause: null };
    case "terminated":
      return viewTerminated(state.declined);
    case "lost":
      return {
        exitCode: null,
        signal: null,
        cause: "its process vanished and left no exit code",
      };
    case "queued":
    case "starting":
    case "running":
    case "stopping":
      throw new TypeError(`Cannot show the end of a ${state.name} task`);
  }
}

type Failure = Extract<Task["state"], { name: "failed" }>["failure"];

function viewFailure(failure: Failure): EndView {
  switch (failure.kind) {
    case "exit": {
      const signal = signalOfExit(failure.code);
      const cause = `exit ${failure.code}${signal ? ` (${signal})` : ""}`;
      return { exitCode: failure.code, signal, ...told(cause, failure) };
    }
    case "signal":
      return {
        exitCode: exitOfSignal(failure.signal),
        signal: failure.signal,
        ...told(`killed by ${failure.signal}`, failure),
      };
    case "launch":
      return notExited(failure, failure.message);
    case "timeLimit": {
      const cause = `stopped at its time limit of ${
        writeDuration(failure.limitMs)
      }`;
      return notExited(failure, cause);
    }
    case "preempted":
      return notExited(failure, `preempted for ${failure.by}`);
    case "dependency":
      return notExited(failure, `${failure.on} did not succeed`);
  }
}

function notExited({ kind: by }: { kind: EndView["by"] }, cause: string) {
  return { exitCode: null, signal: null, cause, ...by && { by } };
}

function told(cause: string, { clue }: { readonly clue?: FailureClue }) {
  return clue === undefined
    ? { cause }
    : { cause: `${cause}: ${clue.words}`, clue: clue.words };
}

/** Linux's numbers, signal(7), for those that end real jobs. */
const SIGNALS: Readonly<Record<number, string>> = {
  1: "SIGHUP",
  2: "SIGINT",
  3: "SIGQUIT",
  4: "SIGILL",
  6: "SIGABRT",
  7: "SIGBUS",
  8: "SIGFPE",
  9: "SIGKILL",
  10: "SIGUSR1",
  11: "SIGSEGV",
  12: "SIGUSR2",
  13: "SIGPIPE",
  14: "SIGALRM",
  15: "SIGTERM",
  24: "SIGXCPU",
  25: "SIGXFSZ",
  31: "SIGSYS",
};

/** A shell tells of a child killed by signal n as 128 + n; POSIX XCU, 2.8.2. */
export function signalOfExit(code: number): string | null {
  return SIGNALS[code - 128] ?? null;
}

/** The code that a shell gives for a signal; `null` for one without a name. */
function exitOfSignal(signal: string): number | null {
  const found = Object.entries(SIGNALS).find(([, name]) => name === signal);
  return found === undefined ? null : 128 + Number(found[0]);
}
