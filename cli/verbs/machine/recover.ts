import { counted } from "../../../scheduler/view/words.ts";
import { EXIT_CODES, Failure, usage } from "../../failure.ts";
import type { Call, Verb } from "../../grammar/verb.ts";
import type { JsonRow, Outcome } from "../../output/outcome.ts";
import type { Column } from "../../output/table.ts";
import type { Api } from "../../server/api.ts";
import type { Task } from "../../tasks/task.ts";

interface Entry {
  readonly sessionId: string;
  readonly section: string;
  readonly task: Task;
}

interface Answer {
  readonly restored?: readonly string[];
  readonly deleted?: readonly string[];
  readonly hidden?: readonly string[];
  readonly failed: readonly {
    readonly id: string;
    readonly message: string;
    readonly freeId: string | null;
  }[];
}

const ACTS = ["restore", "hide", "delete"] as const;
const TABS = ["last", "earlier", "hidden"];
const MOST = 500;

const COLUMNS: readonly Column<JsonRow>[] = [
  { title: "TASK", cell: ({ id }) => String(id), shrinks: true },
  { title: "WAS", cell: ({ section }) => String(section) },
  { title: "STATE", cell: ({ state }) => String(state) },
  { title: "COMMAND", cell: ({ command }) => String(command), shrinks: true },
];

/** `ant recover`. */
export const verb: Verb = {
  words: { shown: "ACTION TASK...", least: 0, most: Infinity, complete: ACTS },
  description: [
    "Lists what earlier lives of the server have left: tasks that were queued " +
    "or at work when it ended. restore puts them back, hide puts them out of " +
    "sight, delete forgets them; each takes ids, or all for everything listed " +
    "with the same flags.",
  ],
  flags: [
    {
      name: "tab",
      value: "WHICH",
      choices: TABS,
      help: "The last life, the earlier ones, or what was hidden.",
    },
    { name: "tag", value: "TAG", help: "Only tasks with this tag." },
    {
      name: "search",
      short: "s",
      value: "WORDS",
      help: "Only what holds them.",
    },
    {
      name: "dry-run",
      value: null,
      help: "Tells which are meant, and does nothing.",
    },
  ],
  examples: [
    ["ant recover", "What the last life has left."],
    ["ant recover restore all", "All of it back."],
    ["ant recover delete old-1 --tab earlier", "One of before."],
  ],
  run,
};

async function run(call: Call): Promise<Outcome> {
  const { words: [action, ...ids], flags } = call;
  const api = await call.api();
  const entries = await read(api, call);
  if (action === undefined) return listed(entries);
  if (!ACTS.some((one) => one === action)) {
    throw usage(`Cannot "${action}"`, `Choose from ${ACTS.join(", ")}.`);
  }
  if (ids.length === 0) {
    throw usage(`Cannot ${action} nothing: name tasks`, "Or all of them: all.");
  }
  const wanted = ids.includes("all")
    ? entries
    : entries.filter(({ task }) => ids.includes(task.id));
  const absent = ids.find((id) =>
    id !== "all" && !wanted.some(({ task }) => task.id === id)
  );
  if (absent !== undefined) {
    throw new Failure(
      "notFound",
      `Cannot find "${absent}" among what was left`,
      { hint: "ant recover lists it; --tab earlier and hidden list more." },
    );
  }
  if (flags.has("dry-run")) return listed(wanted);
  return await act(api, action, wanted);
}

async function read(api: Api, { flags }: Call): Promise<readonly Entry[]> {
  const entries: Entry[] = [];
  for (;;) {
    const page = await api.get<
      { entries: readonly Entry[]; matching: number }
    >("/recovery", {
      tab: flags.text("tab") ?? "last",
      tag: flags.text("tag"),
      q: flags.text("search") ?? "",
      limit: MOST,
      offset: entries.length,
    });
    entries.push(...page.entries);
    const isLast = page.entries.length === 0 ||
      entries.length >= page.matching;
    if (isLast) return entries;
  }
}

function listed(entries: readonly Entry[]): Outcome {
  const rows = entries.map(({ sessionId, section, task }) => ({
    ...{ id: task.id, sessionId, section },
    ...{ state: task.state, command: task.command },
  }));
  return {
    json: { entries: rows },
    rowsIn: "entries",
    table: { columns: COLUMNS, rows, empty: "Nothing was left." },
  };
}

async function act(
  api: Api,
  action: string,
  entries: readonly Entry[],
): Promise<Outcome> {
  const body = {
    entries: entries.map(({ sessionId, section, task: { id } }) => ({
      sessionId,
      section,
      id,
    })),
  };
  const answer = await api.send<Answer>("POST", `/recovery/${action}`, body);
  const { restored, deleted, hidden, failed } = answer;
  const done = restored ?? deleted ?? hidden ?? [];
  return {
    code: EXIT_CODES[failed.length === 0 ? "done" : "failed"].code,
    json: { done, failed },
    text: done.join("\n"),
    notes: [counted(done.length, "task")],
    errors: failed.map(({ message, freeId }) =>
      `${message}${freeId === null ? "" : `; "${freeId}" is free`}`
    ),
  };
}
