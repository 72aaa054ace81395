import { counted } from "../../scheduler/view/words.ts";
import { Failure } from "../failure.ts";
import type { Flags } from "../grammar/flags.ts";
import type { Call } from "../grammar/verb.ts";
import { isForPrograms } from "../output/lines.ts";
import type { Outcome } from "../output/outcome.ts";
import { type Api, taskPath } from "../server/api.ts";
import { pageOf } from "../server/pages.ts";
import { readSettings } from "../server/settings.ts";
import { gpuWords, type Why } from "../tasks/start.ts";
import type { Task } from "../tasks/task.ts";
import { afterQueueing, checkAfterwards } from "./after_queueing.ts";
import { tellDryRun } from "./dry_run.ts";
import { flagsAsGiven, type Layer, merged, settingsLayer } from "./layers.ts";
import { OPTION_FIELDS, TASK_FLAGS } from "./run_flags.ts";
import type { Wish } from "./wish.ts";

/** What a wish was made of; a file of it can be written again. */
export interface WishSource {
  readonly flags: Flags;
  readonly command: string;
}

interface Submitted {
  readonly ids: readonly string[];
  readonly tasks: readonly Task[];
}

/**
 * The flags of a task: those of the command line, then those of a file, then
 * what is set.
 */
export async function taskFlags(
  { flags, terminal }: Pick<Call, "flags" | "terminal">,
  between: readonly Layer[],
): Promise<Flags> {
  const names = TASK_FLAGS.map(({ name }) => name);
  const settings = await readSettings(terminal, names);
  const given = flagsAsGiven(flags);
  return merged([given, ...between, settingsLayer(settings)]);
}

/** Queues wishes, all or none, and does what else was asked for. */
export async function queue(
  call: Call,
  wishes: readonly Wish[],
  sources: readonly WishSource[],
): Promise<Outcome> {
  const { flags, terminal } = call;
  checkAfterwards(call);
  const api = await call.api();
  const file = flags.text("save-spec");
  if (file !== null) {
    const { saveSpec } = await import("./save_spec.ts");
    await saveSpec(file, terminal.cwd, sources);
  }
  if (flags.has("dry-run")) {
    return await inFlagWords(() => tellDryRun(api, wishes));
  }
  const submitted = await inFlagWords(() =>
    api.send<Submitted>(
      "POST",
      "/tasks",
      wishes.length === 1 ? wishes[0] : wishes,
    )
  );
  const queued = await outcomeOf(call, api, submitted);
  return await afterQueueing(call, submitted.ids, queued);
}

async function outcomeOf(
  { flags }: Pick<Call, "flags">,
  api: Api,
  { ids, tasks }: Submitted,
): Promise<Outcome> {
  // Who looks at many is told how many, and nothing of each.
  const asked = isForPrograms(flags) ? MOST_ASKED : tasks.length === 1 ? 1 : 0;
  const starts = await Promise.all(
    tasks.map((task, place) => place < asked ? startOf(api, task) : UNKNOWN),
  );
  const rows = tasks.map((task, place) => ({
    id: task.id,
    name: task.id,
    url: pageOf(api.place, task),
    state: task.state,
    gpusPlanned: starts[place]!.gpus,
    startEstimate: starts[place]!.startAt,
    warnings: starts[place]!.warnings,
  }));
  const [first] = rows;
  const isOne = rows.length === 1;
  return {
    json: { ...isOne ? first : {}, ids, tasks: rows },
    ...isOne ? {} : { rowsIn: "tasks" },
    text: ids.join("\n"),
    notes: [
      isOne ? starts[0]!.sentence : `Queued ${counted(ids.length, "task")}`,
      ...isOne ? first!.warnings : [],
    ],
  };
}

interface Start {
  readonly gpus: readonly number[];
  /** ISO 8601; `null` where nothing tells. */
  readonly startAt: string | null;
  readonly warnings: readonly string[];
  readonly sentence: string;
}

/** Each plan is a question of its own: of a long batch, the first ones tell. */
const MOST_ASKED = 50;
const UNKNOWN: Start = { gpus: [], startAt: null, warnings: [], sentence: "" };

async function startOf(api: Api, task: Task): Promise<Start> {
  const { state, gpus, startedAtMs } = task;
  const why = state === "queued" ? await whyOf(api, task.id) : null;
  if (why === null) {
    const place = gpus.length === 0 ? "" : ` on ${gpuWords(gpus)}`;
    const startAt = new Date(startedAtMs ?? Date.now()).toISOString();
    return { gpus, startAt, warnings: [], sentence: `Starts now${place}` };
  }
  if (why instanceof Failure) {
    const warning = `Nobody knows when it starts: ${why.message}`;
    return { ...UNKNOWN, warnings: [warning], sentence: "Queued" };
  }
  const { start, reason, sentence, waysOut } = why;
  const isNever = reason.kind === "impossible";
  return {
    gpus: start?.gpus ?? [],
    startAt: start === null ? null : new Date(start.atMs).toISOString(),
    warnings: isNever
      ? [`It can never start here: ${sentence}`, ...waysOut]
      : [],
    sentence: `Queued: ${sentence}.` +
      (start === null ? "" : ` ${start.sentence}.`),
  };
}

/**
 * It may have started between two questions. It is queued, so nothing that
 * keeps an answer from us may pass for a failure.
 */
async function whyOf(api: Api, id: string): Promise<Why | Failure | null> {
  try {
    return await api.get<Why>(taskPath(id, "/why"));
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return error.code === "wrong-state" ? null : error;
  }
}

/** The server tells of `ant_gpu_type`; what was typed is `--gpu-type`. */
async function inFlagWords<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const { exit, message, hint, code } = error;
    const facts = { code, hint: hint === null ? undefined : inFlags(hint) };
    throw new Failure(exit, inFlags(message), { ...facts, cause: error });
  }
}

function inFlags(text: string): string {
  let said = text.replace(/\bant_n_gpus\b/g, "--gpus")
    .replace(/\bant_task_id\b/g, "--name");
  for (const [flag, field] of OPTION_FIELDS) {
    const name = field.replace(/[A-Z]/g, (big) => `_${big.toLowerCase()}`);
    said = said.replace(new RegExp(`\\bant_${name}\\b`, "g"), `--${flag}`);
  }
  return said;
}
