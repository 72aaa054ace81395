import type { z } from "zod";
import {
  Invalid,
  previewSubmit,
  readCsvRows,
  readSubmitBody,
  SpecError,
  type SpecIssue,
  type SubmitContext,
  type TaskSpecDraft,
} from "../../../scheduler/mod.ts";
import { readJson } from "../../body.ts";
import { read } from "../request/issues.ts";
import { TaskWish, TaskWishes } from "../request/shapes.ts";

/** What a submission comes to: tasks, and all that is wrong with it. */
export interface ReadWishes {
  readonly drafts: readonly TaskSpecDraft[];
  readonly issues: readonly SpecIssue[];
}

type Wish = z.output<typeof TaskWish>;

/** What ANT calls the fields of a submission, and what they are called here. */
const NAMES = new Map([
  ["queue_mode", "mode"],
  ["task_id", "id"],
  ["n_gpus", "gpus"],
  ["envar", "env"],
]);

/**
 * Reads one submission or a list of them, as far as they go. ANT's names of
 * the fields are understood too.
 *
 * @throws {SpecError} for a body of another shape.
 */
export async function readWishes(
  request: Request,
  context: () => SubmitContext,
): Promise<ReadWishes> {
  const body = await readJson(request);
  if (!Array.isArray(body)) {
    return readWish(read(TaskWish, inOurNames(body)), context(), "");
  }
  const all = read(TaskWishes, body.map(inOurNames)).map((wish, place) =>
    readWish(wish, context(), `[${place}].`)
  );
  return {
    drafts: all.flatMap(({ drafts }) => drafts),
    issues: all.flatMap(({ issues }) => issues),
  };
}

function inOurNames(body: unknown): unknown {
  if (typeof body !== "object" || body === null) return body;
  return Object.fromEntries(
    Object.entries(body).map(([key, value]) => [NAMES.get(key) ?? key, value]),
  );
}

function readWish(
  { command, mode, id, gpus, env, tags, options, rows }: Wish,
  context: SubmitContext,
  place: string,
): ReadWishes {
  const request = readSubmitBody({
    command,
    "queue_mode": mode,
    "task_id": id,
    "n_gpus": gpus,
    envar: env,
    tags,
    options,
  });
  const found = rows === undefined ? [] : readCsvRows(rows);
  if (found instanceof Invalid) {
    const message = `Cannot read "rows": ${found.reason}`;
    return { drafts: [], issues: [{ message, field: `${place}rows` }] };
  }
  // In multi mode the number is for every command that names none itself.
  const defaultGpus = gpus ?? context.defaultGpus;
  const preview = previewSubmit(
    { ...request, rows: found },
    { ...context, defaultGpus },
  );
  return {
    drafts: preview.commands.flatMap(({ draft }) => draft ?? []),
    issues: preview.issues.map((issue) => ourIssue(issue, place)),
  };
}

/** Reads what is made of ANT's names, and tells its issues by ours. */
export function inOurWords<Value>(readAll: () => Value): Value {
  try {
    return readAll();
  } catch (error) {
    if (!(error instanceof SpecError)) throw error;
    throw new SpecError(error.issues.map((issue) => ourIssue(issue, "")));
  }
}

/** Names the field as it was sent. */
function ourIssue(issue: SpecIssue, place: string): SpecIssue {
  if (issue.field === undefined) {
    return place === "" ? issue : { ...issue, field: `${place}command` };
  }
  const [name = "", ...rest] = issue.field.split(".");
  const field = [NAMES.get(name) ?? name, ...rest].join(".");
  return { ...issue, field: `${place}${field}` };
}
