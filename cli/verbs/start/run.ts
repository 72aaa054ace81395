import type { Call, Verb } from "../../grammar/verb.ts";
import { NO_WORDS } from "../../grammar/verb.ts";
import type { Outcome } from "../../output/outcome.ts";
import { TASK_ALIASES } from "../../spec/aliases.ts";
import { commandText } from "../../spec/command_text.ts";
import { TASK_FLAGS } from "../../spec/run_flags.ts";
import { queue, taskFlags } from "../../spec/queue.ts";
import { QUEUE_ALIASES, QUEUE_FLAGS } from "../../spec/queue_flags.ts";
import { wishOf } from "../../spec/wish.ts";

/** `ant run`. */
export const verb: Verb = {
  words: NO_WORDS,
  takesCommand: true,
  description: [
    "Queues a command, and prints its id. Behind -- stands a program with its " +
    "arguments, which reach it as they are; or one word in quotes, which is " +
    "shell text: ant run -- 'make | tee out'.",
    "It runs in this folder, where the server is on this machine, with the " +
    "server's environment and what --env adds. {sweep lr 0.1 0.01} and " +
    "{range seed 0 9} in the command make a task of each combination.",
    "A flag that is not given is taken from ANT_RUN_ and its name, then from " +
    "[run] in .ant.toml; see ant help env.",
  ],
  flags: [...TASK_FLAGS, ...QUEUE_FLAGS],
  aliases: [...TASK_ALIASES, ...QUEUE_ALIASES],
  examples: [
    ["ant run --gpus 1 -f -- python train.py", "One GPU, and its output."],
    [
      "ant run -n fit-{lr} --gpus 1 -- python fit.py --lr {sweep lr 0.1 0.01}",
      "Two tasks, fit-0.1 and fit-0.01.",
    ],
    [
      "ant run --gpus 4 --dry-run -- ./big.sh",
      "What would be queued, where and when it would start.",
    ],
    ["ant run --wait -- make test", "Exits with the exit code of make."],
  ],
  seeAlso: ["submit", "batch", "wait", "exit-codes", "env"],
  run,
};

async function run(call: Call): Promise<Outcome> {
  const flags = await taskFlags(call, []);
  const { place: { isLocal } } = await call.api();
  const command = commandText(call.rest!);
  const wish = wishOf(flags, command, { terminal: call.terminal, isLocal });
  return await queue(call, [wish], [{ flags, command }]);
}
