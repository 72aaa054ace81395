import { counted } from "../../../scheduler/view/words.ts";
import { usage } from "../../failure.ts";
import type { Call, Verb } from "../../grammar/verb.ts";
import type { Outcome } from "../../output/outcome.ts";
import { taskColumns } from "../../tasks/columns.ts";
import { submitterOf } from "../../tasks/me.ts";
import { rememberRows } from "../../tasks/remembered.ts";
import { ACTIVE, STATES, type Task } from "../../tasks/task.ts";
import { readTasks } from "../../tasks/task_list.ts";

const USUAL_ROWS = 100;
const PRESENT = [...ACTIVE, "queued"];

/** `ant ls`. */
export const verb: Verb = {
  words: {
    shown: "@TAG|%STATE...",
    least: 0,
    most: Infinity,
    complete: "task",
  },
  description: [
    "Lists what runs, then what waits, in the order in which it will start. " +
    "With --all, --since, a state or a tag, also what has ended, latest first.",
    "On a terminal, the rows are numbered, and the numbers name tasks for the " +
    "commands that follow: ant stop 3. A pipe gets tab-separated columns " +
    "without a heading: task, state, exit code, GPUs, seconds, since when, " +
    "tags, command.",
  ],
  flags: [
    {
      name: "all",
      short: "a",
      value: null,
      help: "Lists what has ended, too.",
    },
    {
      name: "since",
      value: "WHEN",
      help: "With what has ended since then: 24h, 7d, 2026-01-31, or ISO 8601.",
    },
    {
      name: "state",
      value: "STATE,...",
      many: true,
      help: "Only tasks in these states; a word %STATE says the same.",
    },
    {
      name: "tag",
      value: "TAG",
      help: "Only tasks with this tag; a word @TAG says the same.",
    },
    {
      name: "me",
      value: null,
      help: "Only tasks of one's own token.",
    },
    {
      name: "search",
      short: "s",
      value: "WORDS",
      help: "Only tasks whose id, command, tags or variables hold these words.",
    },
    {
      name: "limit",
      short: "n",
      value: "N",
      help: `The most rows, ${USUAL_ROWS} if nothing is said.`,
    },
  ],
  aliases: [
    { name: "status", means: (value) => [["state", value]] },
    { name: "t", means: (value) => [["state", value.toLowerCase()]] },
  ],
  examples: [
    ["ant ls", "What runs and what waits."],
    ["ant ls --since 24h %failed", "What has failed since yesterday."],
    ["ant ls @sweep-3f9a1c2b --json=id,state", "A sweep, for a program."],
  ],
  seeAlso: ["selectors", "json", "watch"],
  run,
};

async function run(call: Call): Promise<Outcome> {
  const { flags, terminal } = call;
  const api = await call.api();
  const limit = flags.integer("limit", 1) ?? USUAL_ROWS;
  const { tags, states } = filterOf(call);
  const since = flags.text("since");
  const isPast = flags.has("all") || since !== null || states.length > 0 ||
    tags.length > 0;
  const query = {
    state: states.length > 0 ? states : isPast ? [] : PRESENT,
    tag: tags[0] ?? null,
    submitter: await submitterOf(api, flags),
    q: flags.text("search") ?? "",
    since,
  };
  const { tasks, total } = await readTasks(api, query, limit);
  const isNumbered = terminal.isTerminal;
  if (isNumbered) {
    await rememberRows(terminal, api.place.url, tasks.map(({ id }) => id));
  }
  const left = total - tasks.length;
  return {
    json: { tasks: tasks as readonly Task[], total },
    rowsIn: "tasks",
    table: {
      columns: taskColumns(Date.now(), isNumbered),
      rows: tasks as unknown as readonly Readonly<Record<string, unknown>>[],
      empty: isPast
        ? "No such task is on record."
        : "Nothing runs, and nothing waits; ant ls --all lists what has ended.",
    },
    notes: left > 0 && terminal.isErrTerminal
      ? [`And ${counted(left, "more task")}; --limit shows them`]
      : [],
  };
}

function filterOf({ flags, words }: Call) {
  const tags = flags.text("tag") === null ? [] : [flags.text("tag")!];
  const states = flags.all("state").flatMap((text) => text.split(","));
  for (const word of words) {
    if (word.startsWith("@")) tags.push(word.slice(1));
    else if (word.startsWith("%")) states.push(word.slice(1));
    else {
      throw usage(
        `Cannot read "${word}": ant ls takes @TAG and %STATE`,
        `ant show ${word} tells of one task.`,
      );
    }
  }
  if (tags.length > 1) throw usage("Cannot list two tags at once");
  const bad = states.find((one) => !STATES.some((state) => state === one));
  if (bad !== undefined) {
    throw usage(
      `Cannot list state "${bad}": there is none of that name`,
      `Choose from ${STATES.join(", ")}.`,
    );
  }
  return { tags, states };
}
