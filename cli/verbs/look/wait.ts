import { EXIT_CODES } from "../../failure.ts";
import { type Call, TASKS, type Verb } from "../../grammar/verb.ts";
import type { Outcome } from "../../output/outcome.ts";
import { saying } from "../../output/say.ts";
import { detachable } from "../../tasks/detach.ts";
import { selectTasks } from "../../tasks/select.ts";
import { endWords, hasEnded, STATES } from "../../tasks/task.ts";
import { waitedCode, waitFor } from "../../tasks/wait_for.ts";

/** `ant wait`. */
export const verb: Verb = {
  words: TASKS,
  description: [
    "Waits until all of these tasks have ended, and exits with 0 if every one " +
    "has succeeded, else with 1. A restart of the server is waited out. Each " +
    "end is told on stderr.",
  ],
  flags: [
    {
      name: "timeout",
      value: "DURATION",
      help: "Waits no longer, and then exits with 124; the tasks go on.",
    },
    {
      name: "until",
      value: "STATE",
      choices: ["ended", "running"],
      help: "What to wait for: ended, or running, for which an end counts too.",
    },
    {
      name: "exit-zero",
      value: null,
      help: "Exits with 0 however the tasks have ended.",
    },
  ],
  examples: [
    ["ant wait fit-1 fit-2 && ant run -- ./report.sh", "Only if both succeed."],
    ["ant wait @sweep-3f9a1c2b --timeout 8h", "A sweep, for a night."],
  ],
  seeAlso: ["exit-codes", "run", "selectors"],
  run,
};

async function run(call: Call): Promise<Outcome> {
  const { flags, terminal, words } = call;
  const api = await call.api();
  const ids = await selectTasks(
    { api, terminal, flags, states: STATES },
    words,
  );
  const say = saying(call);
  const until = flags.text("until") === "running" ? "running" : "ended";
  const timeoutMs = flags.durationMs("timeout");
  const hint = `ant wait ${ids.join(" ")} waits again.`;
  return await detachable(call, hint, async () => {
    const waited = await waitFor(api, ids, {
      until,
      timeoutMs,
      onLost: say,
      onReached: (task) =>
        say(`${task.id} ${hasEnded(task) ? endWords(task) : "is running"}`),
    });
    const { tasks, isTimeout } = waited;
    const isZero = flags.has("exit-zero") && !isTimeout;
    return {
      code: isZero ? EXIT_CODES.done.code : waitedCode(waited),
      json: { tasks, timeout: isTimeout },
      rowsIn: "tasks",
      notes: isTimeout ? ["The time is up; the tasks go on"] : [],
    };
  });
}
