import type { Task } from "../model/task.ts";
import type { Remains } from "../ports.ts";
import {
  decodeIdentity,
  encodeIdentity,
  goneLeader,
  type Leader,
  leaderOf,
} from "./process_identity.ts";
import { readStat } from "./process_stat.ts";
import type { ProcessTable } from "./process_table.ts";
import { ProcessTree } from "./process_tree.ts";
import { type Claim, keyOf, type RunFiles } from "./run_files.ts";

/**
 * Finds out what an earlier server's launch of an attempt left behind.
 *
 * Where there is no claim yet, this takes it: a wrapper that is still on its
 * way then runs nothing. After a power cut a missing claim proves nothing, for
 * it was never synced; the attempt then counts as vanished, not as unborn.
 */
export async function findRemains(
  task: Task,
  files: RunFiles,
  table: ProcessTable,
): Promise<Remains> {
  const stored = "identity" in task.state ? task.state.identity : null;
  const known = stored === null ? null : decodeIdentity(stored);
  if (known !== null) return await remainsOf(task, known, files, table);

  const claim = await claimOf(task, files);
  if (claim === null) return { kind: "vanished" };
  if (claim.by === "server") return { kind: "neverLaunched" };
  const leader = await leaderBehind(claim, keyOf(task), table);
  return await remainsOf(task, leader, files, table);
}

async function claimOf(task: Task, files: RunFiles): Promise<Claim | null> {
  const claim = await files.readClaim(task);
  if (claim !== null) return claim;
  if (await files.isOtherBoot()) return null;
  return await files.claimForServer(task)
    ? { by: "server" }
    : await files.readClaim(task);
}

async function remainsOf(
  task: Task,
  leader: Leader | null,
  files: RunFiles,
  table: ProcessTable,
): Promise<Remains> {
  if (leader !== null) {
    const tree = new ProcessTree(table, keyOf(task), leader);
    const identity = encodeIdentity(leader);
    if (!await tree.isGone()) return { kind: "alive", identity };
  }
  const record = await files.readExit(task);
  return record === null ? { kind: "vanished" } : { kind: "ended", ...record };
}

/**
 * The wrapper that made a claim. One caught between creating the claim and
 * writing its pid into it is found by its mark; so is what a dead one left.
 */
async function leaderBehind(
  claim: Claim,
  mark: string,
  table: ProcessTable,
): Promise<Leader | null> {
  if (claim.by === "wrapper" && await table.markOf(claim.pid) === mark) {
    return leaderOf(claim.pid);
  }
  const marked = await table.marked(mark);
  const pid = marked.find((pid) => readStat(pid)?.group === pid) ?? marked[0];
  if (pid === undefined) return null;
  return claim.by === "wrapper" ? goneLeader(claim.pid) : leaderOf(pid);
}
