import type { z } from "zod";
import type { Scheduler } from "../../scheduler/mod.ts";
import type { Caller } from "../people/caller.ts";
import { presentedName } from "../guard/credentials.ts";
import { readBodyIfAny } from "./request/read_request.ts";
import { PauseWish } from "./request/shapes.ts";

type Wish = z.output<typeof PauseWish>;

/** How many tasks are queued, and what of them is paused. */
export function showQueue(scheduler: Scheduler) {
  return scheduler.read(({ queue, pauses }) => ({
    queued: queue.size,
    pauses,
  }));
}

/** Lets nothing start, of the whole queue or of a tag. */
export async function pauseQueue(
  scheduler: Scheduler,
  tag: string | null,
  { reason, by }: Wish,
): Promise<void> {
  const said = { reason: reason ?? null, by: by ?? null };
  await scheduler.dispatch({ kind: "pause", tag, ...said });
}

/** Reads who wishes a pause and why; a body may be left out altogether. */
export async function readPause(
  request: Request,
  { name }: Caller,
): Promise<Wish> {
  const wish: Wish = await readBodyIfAny(request, PauseWish) ?? {};
  const by = name ?? wish.by ?? presentedName(request);
  return { ...wish, ...by !== null && { by } };
}
