import { Failure } from "../../failure.ts";
import { type Call, TASKS, type Verb } from "../../grammar/verb.ts";
import type { Outcome } from "../../output/outcome.ts";
import { type Api, taskPath } from "../../server/api.ts";
import type { TaskChange } from "../../spec/change.ts";
import { failuresTold } from "../../spec/change_all.ts";
import { editTasks } from "../../spec/edit_file.ts";
import { QUEUE_FLAGS } from "../../spec/queue_flags.ts";
import { afterQueueing, checkAfterwards } from "../../spec/after_queueing.ts";
import { selectTasks } from "../../tasks/select.ts";
import { ACTIVE, ENDED, type Task } from "../../tasks/task.ts";
import { DRY_RUN, meant, report } from "./bulk.ts";

/** A task that was queued again, and what its copy is called. */
interface Copied {
  readonly id: string;
  readonly newId: string;
}

type Copy = Task & { readonly dependants?: readonly Copied[] };

const AFTERWARDS = ["follow", "wait", "timeout"];

/** `ant rerun`. */
export const verb: Verb = {
  words: TASKS,
  description: [
    "Queues a copy of each task, under its id with a number behind it, and " +
    "prints the new ids. What held the first one back, a hold, a time or other " +
    "tasks, does not hold the copy.",
  ],
  flags: [
    {
      name: "edit",
      value: null,
      help: "Opens the copies in VISUAL or EDITOR first.",
    },
    {
      name: "with-dependants",
      value: null,
      help: "Takes those along that failed with it, and waited for it.",
    },
    DRY_RUN,
    ...QUEUE_FLAGS.filter(({ name }) => AFTERWARDS.includes(name)),
  ],
  examples: [
    ["ant rerun %failed", "Everything that has failed."],
    [
      "ant rerun prep --with-dependants",
      "A failed step, and all that failed with it.",
    ],
    ["ant rerun last --edit -f", "The same with a change, and its output."],
  ],
  seeAlso: ["edit", "run", "selectors"],
  run,
};

async function run(call: Call): Promise<Outcome> {
  const { flags, words, terminal } = call;
  checkAfterwards(call);
  const api = await call.api();
  const choice = { api, terminal, flags, states: [...ENDED, ...ACTIVE] };
  const ids = await selectTasks(choice, words);
  if (flags.has("dry-run")) return meant(ids);
  if (flags.has("edit")) return await edited(call, api, ids);
  const along = flags.has("with-dependants") ? { dependants: true } : {};
  const body = { action: "restart", ids, ...along };
  const answer = await api.send<Parameters<typeof report>[0]>(
    "POST",
    "/tasks/bulk",
    body,
  );
  const copies = answer.done.map(({ newId }) => newId!);
  return await then(call, copies, report(answer, "Queued"));
}

/** Copies that a person changes first. */
async function edited(
  call: Call,
  api: Api,
  ids: readonly string[],
): Promise<Outcome> {
  const { flags } = call;
  const tasks: Copied[] = [];
  const isAlong = flags.has("with-dependants");
  const query = isAlong ? { dependants: "true" } : {};
  const restart = async (id: string, change: TaskChange) => {
    const taken = tasks.find((one) => one.id === id);
    if (taken !== undefined) throw cameAlong(taken);
    const path = taskPath(id, "/restart");
    const copy = await api.send<Copy>("POST", path, change, { query });
    tasks.push({ id, newId: copy.id }, ...copy.dependants ?? []);
    return copy;
  };
  const inOrder = isAlong ? await causesFirst(api, ids) : ids;
  const { failed } = await editTasks(call, inOrder, restart);
  const { code, errors } = failuresTold({ failed });
  const copies = tasks.map(({ newId }) => newId);
  const isNothing = copies.length === 0;
  return await then(call, copies, {
    code,
    json: { tasks, failed },
    rowsIn: "tasks",
    text: copies.join("\n"),
    notes: isNothing ? ["Nothing was changed, nothing queued"] : [],
    errors,
  });
}

function cameAlong({ id, newId }: Copied): Failure {
  return new Failure(
    "failed",
    `Cannot change "${id}": its copy "${newId}" came along as it was`,
    { hint: `ant edit ${newId} changes it while it is queued.` },
  );
}

/** What fell with another comes along with it, and so is no cause. */
async function causesFirst(
  api: Api,
  ids: readonly string[],
): Promise<readonly string[]> {
  const tasks = await Promise.all(
    ids.map((id) => api.get<Task>(taskPath(id))),
  );
  const fell = ({ end }: Task) => Number(end?.by === "dependency");
  const rest = new Map(
    tasks.toSorted((a, b) =>
      fell(a) - fell(b) || a.submittedAtMs - b.submittedAtMs
    ).map((task) => [task.id, task]),
  );
  const inOrder: string[] = [];
  const take = (id: string) => {
    const task = rest.get(id);
    if (task === undefined) return;
    rest.delete(id);
    // Those of one batch were all submitted at one time.
    task.options.after?.split(",").forEach(take);
    inOrder.push(id);
  };
  [...rest.keys()].forEach(take);
  return inOrder;
}

async function then(
  call: Call,
  ids: readonly string[],
  queued: Outcome,
): Promise<Outcome> {
  return ids.length === 0 ? queued : await afterQueueing(call, ids, queued);
}
