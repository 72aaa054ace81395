import { constants } from "node:os";

/** One line of /proc/PID/stat, as far as it matters here; see proc(5). */
export interface ProcessStat {
  readonly pid: number;
  readonly state: string;
  readonly parent: number;
  readonly group: number;
  readonly session: number;
  /** When it started, in clock ticks since boot, as the kernel wrote it. */
  readonly startTicks: string;
  /** One of a process, which no list of processes names. */
  readonly isThread: boolean;
  /** Within an exec, before the new program's environment is there. */
  readonly isInExec: boolean;
}

/** Reads a process's line; `null` when there is no such process. */
export function readStat(pid: number): ProcessStat | null {
  const text = readProc(`/proc/${pid}/stat`);
  return text === null ? null : parseStat(text);
}

/**
 * Reads the fields behind the name, which may itself hold blanks and
 * parentheses: `4242 (a) b) S 1 4242 4242 0 -1 …`. The start time is field 22,
 * field 38 the signal to its parent at its end, -1 for a thread, and field 51
 * the end of the environment, 0 while there is none.
 */
export function parseStat(text: string): ProcessStat {
  const behindName = text.lastIndexOf(")") + 2;
  const [state, parent, group, session, ...more] = text.slice(behindName).split(
    " ",
  );
  return {
    pid: parseInt(text),
    state: state!,
    parent: Number(parent),
    group: Number(group),
    session: Number(session),
    startTicks: more[15]!,
    isThread: more[31] === "-1",
    isInExec: more[44] === "0",
  };
}

/** A zombie is dead: PID 1 of a container may never reap it. */
export function isAlive({ state }: ProcessStat): boolean {
  return state !== "Z" && state !== "X" && state !== "x";
}

/**
 * Tells whether a process has a handler for a signal: proc(5) shows those as
 * a mask, the lowest bit for signal 1, such as `SigCgt:	0000000180000002`.
 */
export function handles(pid: number, signal: Deno.Signal): boolean {
  const text = readProc(`/proc/${pid}/status`) ?? "";
  const [, mask] = /^SigCgt:\s*([0-9a-f]+)$/m.exec(text) ?? [];
  const number = constants.signals[signal as keyof typeof constants.signals];
  return mask !== undefined && number !== undefined &&
    (BigInt(`0x${mask}`) >> BigInt(number - 1) & 1n) === 1n;
}

/** Every process that /proc shows. */
export function listPids(): number[] {
  const pids: number[] = [];
  for (const { name } of Deno.readDirSync("/proc")) {
    if (name[0]! >= "1" && name[0]! <= "9") pids.push(Number(name));
  }
  return pids;
}

/**
 * The children of a process's main thread, `4243 4250 `; `null` where the
 * kernel does not tell, see /proc/PID/task/TID/children in proc(5).
 */
export function childrenOf(pid: number): number[] | null {
  const text = readProc(`/proc/${pid}/task/${pid}/children`);
  return text === null ? null : text.split(" ").filter(Boolean).map(Number);
}

/** Names this boot of the machine: pids and ticks mean nothing in another. */
export function readBootId(): string {
  return readProc("/proc/sys/kernel/random/boot_id")?.trim() ?? "unknown";
}

/** Reads a file of the kernel's with one number; `null` where it has none. */
export function readKernelNumber(path: string): number | null {
  const value = parseInt(readProc(path) ?? "");
  return value > 0 ? value : null;
}

/**
 * Tells that a process is gone or closed to us, which a look into /proc can
 * meet at any moment: ESRCH when it ended between open and read, or is the
 * kernel's own.
 */
export function isOutOfReach(error: unknown): boolean {
  return error instanceof Deno.errors.NotFound ||
    error instanceof Deno.errors.PermissionDenied ||
    (error instanceof Error && error.message.includes("(os error 3)"));
}

/** Reads at once: these files come out of the kernel's memory, never a disk. */
function readProc(path: string): string | null {
  try {
    return Deno.readTextFileSync(path);
  } catch (error) {
    if (isOutOfReach(error)) return null;
    throw error;
  }
}
