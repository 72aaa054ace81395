import { type Call, TASKS, type Verb } from "../../grammar/verb.ts";
import type { JsonRow, Outcome } from "../../output/outcome.ts";
import { type Api, taskPath } from "../../server/api.ts";
import { selectTasks } from "../../tasks/select.ts";
import type { Why } from "../../tasks/start.ts";
import { endWords, hasEnded, STATES, type Task } from "../../tasks/task.ts";

/** `ant why`. */
export const verb: Verb = {
  words: TASKS,
  description: [
    "Tells why a queued task has not started, what would let it start, and " +
    "when it is expected to. Of a task that has ended, it tells how, and what " +
    "the end of its log says of that.",
  ],
  flags: [],
  examples: [["ant why last", "The task that was queued last."]],
  seeAlso: ["show", "gpus"],
  run,
};

async function run(
  { words, terminal, flags, ...call }: Call,
): Promise<Outcome> {
  const api = await call.api();
  const ids = await selectTasks(
    { api, terminal, flags, states: STATES },
    words,
  );
  const answers = await Promise.all(ids.map((id) => tellWhy(api, id)));
  const isOne = answers.length === 1;
  return {
    json: { tasks: answers.map(({ json }) => json) },
    rowsIn: "tasks",
    text: answers.map(({ json, text }) => isOne ? text : `${json.id}: ${text}`)
      .join("\n"),
  };
}

async function tellWhy(
  api: Api,
  id: string,
): Promise<{ json: JsonRow; text: string }> {
  const task = await api.get<Task>(taskPath(id));
  const { state, end, attempt } = task;
  if (state !== "queued") {
    const sentence = hasEnded(task) ? `It ${endWords(task)}` : `It is ${state}`;
    const nothing = { reason: null, waysOut: [], start: null };
    const json = { id, state, sentence, end, attempt, ...nothing };
    return { json, text: `${sentence}.` };
  }
  const why = await api.get<Why>(taskPath(id, "/why"));
  const lines = [
    `${why.sentence}.`,
    ...why.start === null ? [] : [`${why.start.sentence}.`],
    ...why.waysOut.map((way) => `- ${way}`),
  ];
  return { json: { ...why, state, end, attempt }, text: lines.join("\n") };
}
