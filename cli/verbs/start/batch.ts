import { resolve } from "node:path";
import { usage } from "../../failure.ts";
import { readText } from "../../files/toml.ts";
import type { Call, Verb } from "../../grammar/verb.ts";
import type { Outcome } from "../../output/outcome.ts";
import { TASK_ALIASES } from "../../spec/aliases.ts";
import { queue, taskFlags } from "../../spec/queue.ts";
import { QUEUE_ALIASES, QUEUE_FLAGS } from "../../spec/queue_flags.ts";
import { TASK_FLAGS } from "../../spec/run_flags.ts";
import { wishOf } from "../../spec/wish.ts";

/** Flags that wrap one command, or would write many into one file. */
const NOT_HERE = ["uv", "venv", "array", "save-spec"];
const FLAGS = [...TASK_FLAGS, ...QUEUE_FLAGS].filter(({ name }) =>
  !NOT_HERE.includes(name)
);

/** `ant batch`. */
export const verb: Verb = {
  words: { shown: "FILE", least: 1, most: 1, complete: "file" },
  description: [
    "Queues a command of each line of a file, or of stdin for -, all of them " +
    "or none. A line that ends in a backslash goes on, one that begins with # " +
    "is passed over, and a command may say more of itself: ant_n_gpus=2 " +
    "ant_task_id=big python big.py. Flags are for the lines that do not say " +
    "so themselves.",
  ],
  flags: FLAGS,
  aliases: [...TASK_ALIASES, ...QUEUE_ALIASES],
  examples: [
    ["ant batch jobs.txt --gpus 1 --tag night", "One GPU for each line."],
    ["printf 'echo %s\\n' a b | ant batch - --wait", "From another program."],
  ],
  seeAlso: ["run", "submit"],
  run,
};

async function run(call: Call): Promise<Outcome> {
  const { words: [file], terminal } = call;
  const path = file === "-" ? "-" : resolve(terminal.cwd, file!);
  const text = await readText(path);
  if (text.trim() === "") throw usage(`Cannot queue "${file}": it is empty`);
  const flags = await taskFlags(call, []);
  const { place: { isLocal } } = await call.api();
  const wish = {
    ...wishOf(flags, "", { terminal, isLocal }),
    command: text,
    mode: "multi" as const,
  };
  return await queue(call, [wish], []);
}
