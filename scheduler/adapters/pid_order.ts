import { listPids, readKernelNumber } from "./process_stat.ts";

/** Threads take pids as well; no machine starts more of both. */
const MOST_PIDS_PER_MS = 100;

/** From here on the pids are listed, which costs as much as so many looks. */
const FEW_PIDS = 64;

/** A pid and when it was given away, on the clock of `performance.now()`. */
export interface Birth {
  readonly pid: number;
  readonly atMs: number;
}

/** The pid given away last; `null` where the kernel does not tell, proc(5). */
export function lastPid(): number | null {
  return readKernelNumber("/proc/sys/kernel/ns_last_pid");
}

/**
 * Tells whether pids were not given away a second time since. They are given
 * in turn, so that all younger processes then lie between that one and the
 * last; see pid_max in proc(5).
 */
export function isInOrderSince(
  { atMs }: Birth,
  nowMs: number = performance.now(),
): boolean {
  const pidMax = readKernelNumber("/proc/sys/kernel/pid_max") ?? 0;
  return (nowMs - atMs) * MOST_PIDS_PER_MS < pidMax;
}

/** The pids that may have been given away after one and up to another. */
export function pidsBetween(after: number, last: number): number[] {
  const count = last - after;
  if (count >= 0 && count <= FEW_PIDS) {
    return Array.from({ length: count }, (_, at) => after + 1 + at);
  }
  return listPids().filter((pid) =>
    count > 0 ? pid > after && pid <= last : pid > after || pid <= last
  );
}
