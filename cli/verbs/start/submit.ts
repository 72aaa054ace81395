import { resolve } from "node:path";
import { shellQuote } from "../../../scheduler/model/submit/shell_words.ts";
import { Failure, usage } from "../../failure.ts";
import { readText } from "../../files/toml.ts";
import type { Call, Verb } from "../../grammar/verb.ts";
import type { Outcome } from "../../output/outcome.ts";
import { saying } from "../../output/say.ts";
import { TASK_ALIASES } from "../../spec/aliases.ts";
import { checkSpecs, wishesOf } from "../../spec/check_specs.ts";
import { queue, taskFlags } from "../../spec/queue.ts";
import { QUEUE_ALIASES, QUEUE_FLAGS } from "../../spec/queue_flags.ts";
import { TASK_FLAGS } from "../../spec/run_flags.ts";
import { readDirectives } from "../../spec/script.ts";
import { readSpecs } from "../../spec/spec_file.ts";
import { specSchema } from "../../spec/spec_schema.ts";
import { wishOf } from "../../spec/wish.ts";

/** `ant submit`. */
export const verb: Verb = {
  words: {
    shown: "FILE [ARG...]",
    least: 0,
    most: Infinity,
    complete: "file",
  },
  description: [
    "Queues what a file says. A .yaml, .yml or .toml file has the flags of ant " +
    'run as its keys, beside "command"; with "tasks", a list, it is many ' +
    "tasks, and what stands around them is for all. ant run --save-spec " +
    "writes such a file; docs/ant-spec.schema.json describes it.",
    "Any other file is a script, which is run by the program that its first " +
    "line names, with the ARGs. Lines #ANT --gpus 2 at its head are flags. Of " +
    "#SBATCH lines, what means the same here counts, and the rest is named on " +
    "stderr. The script is read when the task starts, so let it be until then.",
    "Flags of the command line count more than the file, and what may be " +
    "repeated adds to it.",
  ],
  flags: [
    {
      name: "schema",
      value: null,
      help: "Prints the JSON schema of such files, and queues nothing.",
    },
    ...TASK_FLAGS,
    ...QUEUE_FLAGS,
  ],
  aliases: [...TASK_ALIASES, ...QUEUE_ALIASES],
  examples: [
    ["ant submit fit.yaml --gpus 2", "A spec, with two GPUs."],
    ["ant submit train.sh --lr 0.1", "Not so: the flag is none of ant's."],
    ["ant submit train.sh -- --lr 0.1", "A script with an argument."],
  ],
  seeAlso: ["run", "batch", "specs", "scripts"],
  run,
};

async function run(call: Call): Promise<Outcome> {
  const { flags, words: [file, ...args], terminal } = call;
  if (flags.has("schema")) {
    const text = JSON.stringify(specSchema(), null, 2);
    return { text, json: { specSchema: specSchema() } };
  }
  if (file === undefined) {
    throw usage("Cannot tell which file: ant submit needs FILE");
  }
  const path = file === "-" ? "-" : resolve(terminal.cwd, file);
  const text = await readText(path);
  if (!/\.(ya?ml|toml)$/.test(path)) {
    return await script(call, path, text, args);
  }
  const { place: { isLocal } } = await call.api();
  const specs = await readSpecs(text, file);
  const sources = await Promise.all(specs.map(async ({ command, layer }) => ({
    flags: await taskFlags(call, [layer]),
    command,
  })));
  const wishes = wishesOf(
    specs,
    file,
    ({ command }, place) =>
      wishOf(sources[place]!.flags, command, { terminal, isLocal }),
  );
  await checkSpecs(await call.api(), wishes, specs, file);
  return await queue(call, wishes, sources);
}

async function script(
  call: Call,
  path: string,
  text: string,
  args: readonly string[],
): Promise<Outcome> {
  const { terminal } = call;
  const { place: { isLocal, url } } = await call.api();
  if (!isLocal || path === "-") {
    throw new Failure("usage", `Cannot run "${path}" on ${url}`, {
      hint: "A script has to be a file of the server's machine; a spec can " +
        "name it there.",
    });
  }
  const { layer, interpreter, ignored } = readDirectives(text, path);
  ignored.forEach((flag) => saying(call)(`Ignored: #SBATCH ${flag}`));
  const flags = await taskFlags(call, [layer]);
  const program = interpreter ?? "sh";
  const command = [program, ...[path, ...args].map(shellQuote)].join(" ");
  const wish = wishOf(flags, command, { terminal, isLocal });
  return await queue(call, [wish], [{ flags, command }]);
}
