import { duration, when } from "../../../scheduler/view/words.ts";
import { type Call, TASKS, type Verb } from "../../grammar/verb.ts";
import type { Outcome } from "../../output/outcome.ts";
import { taskPath } from "../../server/api.ts";
import { openPage, pageOf } from "../../server/pages.ts";
import { timeMs } from "../../tasks/columns.ts";
import { selectTasks } from "../../tasks/select.ts";
import { endWords, hasEnded, STATES, type Task } from "../../tasks/task.ts";

/** `ant show`. */
export const verb: Verb = {
  words: TASKS,
  description: [
    "Tells what was asked for, where the task stands, on which GPUs it runs " +
    "or ran, how it ended and where its log is. Values that look secret are " +
    "masked.",
  ],
  flags: [{
    name: "web",
    short: "w",
    value: null,
    help: "Opens the task's page in a browser instead.",
  }],
  examples: [
    ["ant show last", "The task that was queued last."],
    ["ant show fit-3 --json=state,end", "For a program."],
  ],
  seeAlso: ["why", "logs", "selectors"],
  run,
};

async function run(call: Call): Promise<Outcome> {
  const { words, terminal, flags } = call;
  const api = await call.api();
  const ids = await selectTasks(
    { api, terminal, flags, states: STATES },
    words,
  );
  const tasks = await Promise.all(
    ids.map((id) => api.get<Task>(taskPath(id))),
  );
  if (flags.has("web")) {
    for (const task of tasks) openPage(call, pageOf(api.place, task));
  }
  const nowMs = Date.now();
  return {
    json: { tasks },
    rowsIn: "tasks",
    text: tasks.map((task) => taskText(task, nowMs)).join("\n\n"),
  };
}

function taskText(task: Task, nowMs: number): string {
  const { options, tags, envar, gpus, earlier, logFile } = task;
  const time = (atMs: number | null) =>
    atMs === null ? null : when(atMs, nowMs);
  const texts = Object.entries({ ...options, ...written(envar) });
  const rows: readonly (readonly [string, string | null])[] = [
    ["task", task.id],
    ["state", hasEnded(task) ? endWords(task) : task.state],
    ["waits", task.waits ?? null],
    ["command", task.command],
    ["GPUs", gpus.length > 0 ? gpus.join(", ") : String(task.nGpus)],
    ["tags", tags.join(", ") || null],
    ...texts.map(([name, value]) => [name, value] as const),
    ["attempt", earlier.length > 0 ? String(task.attempt) : null],
    ["queued", time(task.submittedAtMs)],
    ["started", time(task.startedAtMs)],
    ["ended", hasEnded(task) ? time(task.endedAtMs) : null],
    [
      task.state === "queued" ? "waited" : "ran",
      duration(timeMs(task, nowMs)),
    ],
    ["log", logFile],
  ];
  const kept = rows.filter(([, value]) => value !== null);
  const width = Math.max(...kept.map(([name]) => name.length));
  return kept.map(([name, value]) =>
    `${name.padEnd(width)}  ${
      value!.replaceAll("\n", `\n${" ".repeat(width + 2)}`)
    }`
  ).join("\n");
}

function written(envar: Task["envar"]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(envar).map(([name, value]) => [
      name,
      typeof value === "string" ? value : JSON.stringify(value),
    ]),
  );
}
