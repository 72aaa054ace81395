import type { SchedulerState } from "../model/state.ts";
import type { Task, TaskSpec } from "../model/task.ts";
import type { EpochMs, GpuIndex, TaskId } from "../model/units.ts";
import { chooseGpus } from "./choose_gpus.ts";
import {
  freeMiB,
  type GpuOffer,
  hasRoom,
  mayUse,
  type Offers,
  passOver,
} from "./demand.ts";
import { fairLine, type FairRules } from "./fair_line.ts";
import { claimsOf, sizesOf } from "./machine_room.ts";
import { type Opening, Profile } from "./profile.ts";
import type { Limits } from "./limits.ts";
import type { Holds } from "./share_room.ts";
import { holders } from "./standing.ts";
import { endExpected, type TimeRules, timeTaken } from "./time_taken.ts";

/** When a queued task starts at the latest, and where. */
export interface Reservation {
  readonly id: TaskId;
  /** Now, where it can start at once. */
  readonly atMs: EpochMs;
  readonly gpus: readonly GpuIndex[];
  /** When it has ended at the latest; infinity where nobody knows. */
  readonly endMs: EpochMs;
  /** From how many runs the start is learned; `null` by time limits alone. */
  readonly runs: number | null;
  /** The same of its end. */
  readonly endRuns: number | null;
}

/** How the queue is looked through. */
export interface Foresight extends TimeRules, FairRules {
  readonly nowMs: EpochMs;
  /**
   * Whether a task that waits keeps all that it could use until it starts,
   * or only what is reserved for it, from when it is.
   */
  readonly keepsAll: boolean;
  /** Whether to stop where nobody further can start now. */
  readonly nowOnly: boolean;
}

/** Behind so many tasks that wait for GPUs, nobody is looked at. */
export const LOOK_AHEAD = 64;

/**
 * Goes through the head of the queue, in turn, and reserves for each task the
 * GPUs, cores and memory that it can have first beside what was reserved
 * before it: no task is given what would let an earlier one start later. One
 * whose start nobody can tell keeps all that it could use. The cost is bounded
 * by how far it looks. `guests` are treated as if they were queued.
 */
export function* lookAhead(
  state: SchedulerState,
  offers: Offers,
  limits: Limits,
  sight: Foresight,
  guests: readonly Task[] = [],
): Generator<Reservation> {
  const profile = profileOf(state, offers, limits, sight);
  /** Who waits for cores or memory: kept once all have been looked at. */
  const short: TaskSpec[] = [];
  const line = fairLine(state, sight, sight.nowMs, guests);
  const byId = new Map(guests.map((task) => [task.id, task]));
  for (let waiting = 0; line.next !== null && waiting < LOOK_AHEAD;) {
    if (
      sight.nowOnly && ![...offers.keys()].some((gpu) => profile.isOpen(gpu))
    ) {
      break;
    }
    const task = byId.get(line.next) ?? state.tasks.get(line.next)!;
    if (passOver(line, task.spec, offers)) continue;
    const isOpen = limits.areOpenTo(task.spec);
    if (!isOpen || !limits.isEnoughFor(task.spec)) {
      line.drop(); // All behind it in this lane have the same limit.
      continue;
    }
    line.advance();
    const isNow = limits.haveRoomFor(task.spec);
    const found = reserve(state, offers, profile, task, sight, limits);
    if (found?.atMs !== sight.nowMs) {
      waiting++;
      if (!isNow) short.push(task.spec);
    }
    if (found !== null) yield found;
  }
  for (const spec of short) limits.keepFor(spec);
}

function reserve(
  state: SchedulerState,
  offers: Offers,
  profile: Profile,
  task: Task,
  sight: Foresight,
  limits: Limits,
): Reservation | null {
  const { id, spec } = task;
  const usable = [...offers.keys()].filter((gpu) =>
    mayUse(spec, gpu, offers.get(gpu)!.sample) &&
    isForeseeable(task, gpu, offers)
  );
  const taken = timeTaken(state, task, sight);
  const memoryMiB = spec.options.gpuShareMiB ?? null;
  const claims = claimsOf(spec, limits.capacity);
  const wish = { usable, nGpus: spec.nGpus, forMs: taken.ms, memoryMiB };
  const opening = profile.opening({ ...wish, claims });
  const { nowMs, keepsAll } = sight;
  const isLeftNow = limits.haveRoomFor(spec) &&
    profile.isLeft(claims, nowMs, nowMs);
  // What was placed by this plan is not in the profile.
  if (opening === null || opening.atMs === nowMs && !isLeftNow) {
    const forever = { fromMs: nowMs, untilMs: Infinity, runs: null };
    const some = isLeftNow ? null : profile.opening(wish);
    if (some === null) profile.keep(usable, forever);
    else {
      const stretch = { ...forever, fromMs: some.atMs };
      for (const gpu of chosen(some, task, profile, offers)) {
        profile.book(gpu, { ...stretch, memoryMiB });
      }
    }
    if (!isLeftNow) profile.claim(claims, forever);
    return null;
  }
  const { atMs } = opening;
  const gpus = chosen(opening, task, profile, offers);
  const runs = profile.runsBefore(gpus, claims, atMs);
  if (keepsAll) profile.keep(usable, { untilMs: atMs, runs });
  if (keepsAll && !isLeftNow) {
    profile.claim(claims, { fromMs: nowMs, untilMs: atMs, runs });
  }
  const untilMs = atMs + taken.ms;
  const endRuns = fewest([runs, taken.runs]);
  const stretch = { fromMs: atMs, untilMs, runs: endRuns };
  for (const gpu of gpus) profile.book(gpu, { ...stretch, memoryMiB });
  profile.claim(claims, stretch);
  return { id, atMs, gpus, endMs: untilMs, runs, endRuns };
}

/** A GPU that others have filled is of use to it, but nobody knows when. */
function isForeseeable(
  { spec }: Task,
  gpu: GpuIndex,
  offers: Offers,
): boolean {
  const { standing, sample } = offers.get(gpu)!;
  return standing.name !== "free" || hasRoom(spec, sample);
}

function chosen(
  { atMs, fitting }: Opening,
  { spec: { nGpus, options: { gpuMemMiB, gpuShareMiB } } }: Task,
  profile: Profile,
  offers: Offers,
): readonly GpuIndex[] {
  const isPlain = gpuMemMiB === undefined && gpuShareMiB === undefined;
  const roomMiB = isPlain
    ? null
    : (gpu: GpuIndex) => profile.roomMiB(gpu, atMs);
  return chooseGpus({ fitting, nGpus, roomMiB }, offers);
}

/** What is spoken for already, by what runs and by what cannot be used. */
function profileOf(
  state: SchedulerState,
  offers: Offers,
  { capacity }: Limits,
  sight: Foresight,
): Profile {
  const { nowMs } = sight;
  const held = holders(state);
  const profile = new Profile(
    nowMs,
    new Map([...offers].map(([gpu, offer]) => [
      gpu,
      sizeMiB(offer, held.get(gpu) ?? new Map()),
    ])),
    sizesOf(capacity),
    // By turn alone a task takes what is free: the choice is not made here.
    sight.keepsAll ? new Map() : namedGpus(state),
  );
  for (const id of state.active) {
    const task = state.tasks.get(id)!;
    const claims = claimsOf(task.spec, capacity);
    if (claims.length === 0) continue;
    const { ms: untilMs, runs } = endExpected(state, task, nowMs, sight);
    profile.claim(claims, { fromMs: nowMs, untilMs, runs });
  }
  for (const [gpu, { standing }] of offers) {
    for (const [id, memoryMiB] of held.get(gpu) ?? []) {
      const task = state.tasks.get(id)!;
      const { ms: untilMs, runs } = endExpected(state, task, nowMs, sight);
      profile.book(gpu, { fromMs: nowMs, untilMs, memoryMiB, runs });
    }
    const drain = state.drains.get(gpu);
    if (drain !== undefined) {
      profile.keep([gpu], { untilMs: drain.untilMs ?? Infinity, runs: null });
    } else if (standing.name !== "free" && standing.name !== "held") {
      profile.keep([gpu], { untilMs: Infinity, runs: null });
    }
  }
  return profile;
}

/** How many kinds of queued tasks ask for a GPU by its index. */
function namedGpus({ queue, tasks }: SchedulerState): Map<GpuIndex, number> {
  const named = new Map<GpuIndex, number>();
  for (const { turns } of queue.gpuLanes()) {
    for (const { id } of turns()) {
      for (const gpu of tasks.get(id)!.spec.options.gpuIds ?? []) {
        named.set(gpu, (named.get(gpu) ?? 0) + 1);
      }
      break; // All of a lane ask for the same.
    }
  }
  return named;
}

/** The memory that shares may have between them. */
function sizeMiB({ standing, sample }: GpuOffer, holds: Holds): number {
  if (standing.name !== "held") return freeMiB(sample) ?? 0;
  const shares = [...holds.values()].filter((one) => one !== null);
  if (shares.length === 0) return sample?.memoryTotalMiB ?? 0;
  return shares.reduce((sum, one) => sum + one, 0) + standing.roomMiB;
}

/** What is learned from few runs is known no better than from few. */
function fewest(runs: readonly (number | null)[]): number | null {
  const known = runs.filter((one) => one !== null);
  return known.length === 0 ? null : Math.min(...known);
}
