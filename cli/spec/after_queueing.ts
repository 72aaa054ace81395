import { EXIT_CODES, usage } from "../failure.ts";
import type { Call } from "../grammar/verb.ts";
import type { Outcome } from "../output/outcome.ts";
import { detachable } from "../tasks/detach.ts";
import { followLogs } from "../tasks/follow_logs.ts";
import { endWords, exitCodeOf } from "../tasks/task.ts";
import { waitedCode, waitFor } from "../tasks/wait_for.ts";

/** Follows or waits, where that was asked for; Ctrl-C then leaves. */
export async function afterQueueing(
  call: Call,
  ids: readonly string[],
  queued: Outcome,
): Promise<Outcome> {
  const { flags, terminal } = call;
  const isFollowed = flags.has("follow");
  const isJson = flags.text("json") !== null;
  if (!isFollowed && !flags.has("wait")) return queued;
  if (isFollowed && isJson) {
    throw usage("Cannot follow and print JSON at once: both want stdout");
  }
  const say = (text: string) => {
    if (!flags.has("quiet")) terminal.err(`${text}\n`);
  };
  for (const id of isFollowed ? ids : []) say(id);
  queued.notes?.forEach(say);
  const text = isFollowed ? "" : queued.text ?? "";
  const hint = `ant ${isFollowed ? "follow" : "wait"} ${
    ids.join(" ")
  } goes on.`;
  return await detachable(call, hint, async () => {
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
    // Its log may be read for longer than the time that is left.
    const waited = await ended;
    if (!waited.isTimeout) await followed;
    const { tasks } = waited;
    const [first] = tasks;
    const code = tasks.length === 1 && !waited.isTimeout
      ? exitCodeOf(first!)
      : waitedCode(waited);
    const isPassed = flags.has("wait") || waited.isTimeout;
    return {
      ...queued,
      text,
      json: { ...queued.json, ended: tasks, timeout: waited.isTimeout },
      code: isPassed ? code : EXIT_CODES.done.code,
      notes: waited.isTimeout ? ["The time is up; the task goes on"] : [],
    };
  });
}
