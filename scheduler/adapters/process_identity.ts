import type { ProcessIdentity } from "../model/task.ts";
import { isAlive, readBootId, readStat } from "./process_stat.ts";

/** The wrapper of a task: a pid alone may be reused, these three never are. */
export interface Leader {
  /** Also the id of its process group. */
  readonly pid: number;
  /** Empty when it was gone before anyone could look. */
  readonly startTicks: string;
  readonly bootId: string;
}

/** Looks at a process that was just found or started. */
export function leaderOf(pid: number, bootId = readBootId()): Leader {
  const startTicks = readStat(pid)?.startTicks ?? "";
  return { pid, startTicks, bootId };
}

/** One that was gone before anyone could look; its pid may be another's. */
export function goneLeader(pid: number, bootId = readBootId()): Leader {
  return { pid, startTicks: "", bootId };
}

/** Writes a leader down in the form that the rest of the server stores. */
export function encodeIdentity(leader: Leader): ProcessIdentity {
  return `${leader.pid}:${leader.startTicks}:${leader.bootId}`;
}

/** Reads what `encodeIdentity` wrote; `null` for anything else. */
export function decodeIdentity(identity: ProcessIdentity): Leader | null {
  const [, pid, startTicks, bootId] =
    /^([1-9]\d*):(\d*):([^:]+)$/.exec(identity) ?? [];
  if (pid === undefined) return null;
  return { pid: Number(pid), startTicks: startTicks!, bootId: bootId! };
}

/** Tells whether that very process still runs. */
export function isLeaderAlive({ pid, startTicks }: Leader): boolean {
  const stat = readStat(pid);
  return stat !== null && isAlive(stat) && stat.startTicks === startTicks;
}
