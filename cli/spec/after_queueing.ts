import { EXIT_CODES, usage } from "../failure.ts";
import type { Call } from "../grammar/verb.ts";
import { isForPrograms } from "../output/lines.ts";
import type { Outcome } from "../output/outcome.ts";
import { saying } from "../output/say.ts";
import { tellWords } from "../output/tell.ts";
import { detachable } from "../tasks/detach.ts";
import { followLogs } from "../tasks/follow_logs.ts";
import { endWords, exitCodeOf } from "../tasks/task.ts";
import { waitedCode, waitFor } from "../tasks/wait_for.ts";

/**
 * Looks at what is to be done afterwards, before anything is queued.
 *
 * @throws {Failure} for what cannot be.
 */
export function checkAfterwards({ flags }: Pick<Call, "flags">): void {
  flags.durationMs("timeout");
  if (flags.has("follow") && isForPrograms(flags)) {
    throw usage("Cannot follow and print JSON at once: both want stdout");
  }
}

/** Follows or waits, where that was asked for; Ctrl-C then leaves. */
export async function afterQueueing(
  call: Call,
  ids: readonly string[],
  queued: Outcome,
): Promise<Outcome> {
  const { flags } = call;
  const isFollowed = flags.has("follow");
  if (!isFollowed && !flags.has("wait")) return queued;
  const say = saying(call);
  const text = isFollowed ? "" : queued.text ?? "";
  const hint = `ant ${isFollowed ? "follow" : "wait"} ${
    ids.join(" ")
  } goes on.`;
  return await detachable(call, hint, async () => {
    for (const id of isFollowed ? ids : []) say(id);
    tellWords(queued, call);
    const timeoutMs = flags.durationMs("timeout");
    const ended = waitFor(await call.api(), ids, {
      until: "ended",
      timeoutMs,
      onLost: say,
      onReached: (task) => {
        if (!isFollowed) say(`${task.id} ${endWords(task)}`);
      },
    });
    const followed = isFollowed
      ? followLogs({ ...call, ids, tail: null })
      : Promise.resolve({});
    followed.catch(() => {}); // It may fail before it is waited for.
    // Its log may be read for longer than the time that is left.
    const waited = await ended;
    if (!waited.isTimeout) await followed;
    const { tasks } = waited;
    const [first] = tasks;
    const code = tasks.length === 1 && !waited.isTimeout
      ? exitCodeOf(first!)
      : waitedCode(waited);
    const isPassed = flags.has("wait") || waited.isTimeout;
    const done = EXIT_CODES.done.code;
    return {
      ...queued,
      text,
      json: { ...queued.json, ended: tasks, timeout: waited.isTimeout },
      // Some may not have been queued at all.
      code: (queued.code ?? done) || (isPassed ? code : done),
      notes: waited.isTimeout ? ["The time is up; the task goes on"] : [],
      errors: [], // They were told before.
    };
  });
}
