import { usage } from "../../failure.ts";
import { type Call, ONE_TASK, type Verb } from "../../grammar/verb.ts";
import type { Outcome } from "../../output/outcome.ts";
import { taskPath } from "../../server/api.ts";
import { selectTask } from "../../tasks/select.ts";
import type { Task } from "../../tasks/task.ts";

/** `ant move`. */
export const verb: Verb = {
  words: ONE_TASK,
  description: [
    "Moves a queued task right before another one, or to the end of the queue.",
  ],
  flags: [
    { name: "before", value: "TASK", help: "The task to stand before." },
    { name: "last", value: null, help: "To the end of the queue." },
  ],
  examples: [["ant move fit-3 --before fit-1", "It starts first."]],
  seeAlso: ["top", "hold"],
  run,
};

async function run(call: Call): Promise<Outcome> {
  const { flags, words, terminal } = call;
  const before = flags.text("before");
  if ((before === null) !== flags.has("last")) {
    throw usage(
      "Cannot tell where to: name one place",
      "Write --before TASK, or --last.",
    );
  }
  const api = await call.api();
  const choice = { api, terminal, flags, states: ["queued"] };
  const id = await selectTask(choice, words[0]!);
  const place = before === null ? null : await selectTask(choice, before);
  const task = await api.send<Task>("POST", taskPath(id, "/move"), {
    before: place,
  });
  return {
    json: { tasks: [task] },
    rowsIn: "tasks",
    text: id,
    notes: ["Moved"],
  };
}
