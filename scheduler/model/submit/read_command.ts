import type { Json, TaskId } from "../units.ts";
import { type CommandText, lineAt } from "./command_text.ts";
import type { SubmitContext, TaskSpecDraft } from "./draft.ts";
import {
  checkEnvar,
  type Envar,
  isTooLong,
  MAX_ARGUMENT_BYTES,
  saysSomething,
} from "./envar.ts";
import { readGpuCount, whyNeverRuns } from "./gpu_count.ts";
import { type InlineResult, takeInlineArguments } from "./inline_arguments.ts";
import { Invalid, type Issues, type Place } from "./issues.ts";
import { drawRand } from "./rand.ts";
import type { SubmitRequest } from "./submit_body.ts";
import { mergeTags, readTags } from "./tags.ts";
import { isRandomTemplate, makeTaskId } from "./task_id.ts";

/** Entries of the variables that become fields of the task instead. */
const OWN_FIELDS = ["ant_task_id", "ant_n_gpus", "ant_tags"];

/** Everything that reading one command looks at. */
interface Reading {
  readonly inline: InlineResult;
  readonly request: SubmitRequest;
  readonly context: SubmitContext;
  /** The variables, those of the command over those of the request. */
  readonly envar: Envar;
  readonly isOneOfMany: boolean;
  readonly issues: Issues;
}

/** Reads one command of a submission; `null` where no draft can be made. */
export function readOneCommand(
  text: CommandText,
  request: SubmitRequest,
  context: SubmitContext,
  isOneOfMany: boolean,
  issues: Issues,
): TaskSpecDraft | null {
  const inline = takeInlineArguments(text, issues);
  const envar = { ...request.envar, ...inline.settings.envar };
  const reading = { inline, request, context, envar, isOneOfMany, issues };
  checkEnvar(inline.settings.envar, (key) => entryPlace(reading, key), issues);
  const nGpus = chooseGpus(reading);
  const id = chooseId(reading);
  const draft = {
    command: drawCommand(reading),
    envar: drawEnvar(reading),
    tags: chooseTags(reading),
    runnerEnvar: request.queueMode === "single" ? request.runnerEnvar : {},
    line: text.line,
    lastLine: text.lastLine,
  };
  return nGpus === null || id === null ? null : { id, nGpus, ...draft };
}

/** Inline, then variable, then request (in single mode), then the default. */
function chooseGpus(reading: Reading): number | null {
  const { inline, request, context, envar, issues } = reading;
  const asked = own(envar, "ant_n_gpus");
  let count: number | Invalid = context.defaultGpus;
  let place: Place = {};
  if (inline.settings.nGpus !== null) {
    count = inline.settings.nGpus;
    place = inline.places.ant_n_gpus ?? {};
  } else if (asked !== null) {
    count = readGpuCount(asked);
    place = entryPlace(reading, "ant_n_gpus");
  } else if (request.queueMode === "single" && request.nGpus !== null) {
    count = request.nGpus;
    place = { field: "n_gpus" };
  }
  const why = count instanceof Invalid
    ? `Cannot read "ant_n_gpus": ${count.reason}`
    : whyNeverRuns(count, context.maxGpus);
  if (why === null && typeof count === "number") return count;
  if (why !== null) issues.add(why, place);
  return null;
}

/** Inline, then variable, then request, then a UUID. */
function chooseId(reading: Reading): TaskId | null {
  const { inline, request, context, envar, isOneOfMany, issues } = reading;
  const asked = own(envar, "ant_task_id");
  let template = "";
  let place: Place = {};
  if ((inline.settings.taskId ?? "").trim() !== "") {
    template = inline.settings.taskId ?? "";
    place = inline.places.ant_task_id ?? {};
  } else if (asked !== null) {
    place = entryPlace(reading, "ant_task_id");
    if (typeof asked === "object" || typeof asked === "boolean") {
      issues.add('Cannot read "ant_task_id": it must be text', place);
      return null;
    }
    template = String(asked);
  } else if (!isOneOfMany || isRandomTemplate(request.taskId ?? "")) {
    // One literal id cannot name many commands, so these get one each.
    template = request.taskId ?? "";
    place = { field: "task_id" };
  }
  const id = makeTaskId(
    template,
    context,
    (span) => context.onDrawn?.("id", span),
  );
  if (!(id instanceof Invalid)) return id;
  issues.add(id.reason, { token: template.slice(0, 60), ...place });
  return null;
}

/** Tags add up: the request's, the variable's and the command's own. */
function chooseTags(reading: Reading): readonly string[] {
  const { inline, request, envar, issues } = reading;
  const asked = own(envar, "ant_tags");
  const fromEnvar = asked === null ? [] : readTags(asked);
  if (!(fromEnvar instanceof Invalid)) {
    return mergeTags(request.tags, fromEnvar, inline.settings.tags);
  }
  const place = entryPlace(reading, "ant_tags");
  issues.add(`Cannot read "ant_tags": ${fromEnvar.reason}`, place);
  return [];
}

function drawCommand({ inline, context, issues }: Reading): string {
  const { command } = inline;
  const place = { line: command.line };
  if (command.text === "") {
    issues.add(
      "Cannot queue the task: its arguments leave no command to run",
      place,
    );
  }
  if (command.text.includes("\0")) {
    issues.add("Cannot queue the task: it holds a NUL character", place);
  }
  const drawn = drawRand(command.text, context.dice, (bad) => {
    const line = lineAt(command, bad.offset);
    issues.add(bad.message, { line, token: bad.token });
  }, (span) => context.onDrawn?.("command", span));
  if (isTooLong(drawn)) {
    issues.add(
      `Cannot queue the task: its command is longer than ${MAX_ARGUMENT_BYTES} ` +
        "bytes, put it in a script",
      place,
    );
  }
  return drawn;
}

/** Draws the values once, and leaves out what is no variable of the task. */
function drawEnvar(reading: Reading): Envar {
  const { context, envar, issues } = reading;
  const drawn: [string, Json][] = [];
  for (const [key, value] of Object.entries(envar)) {
    if (OWN_FIELDS.includes(key)) continue;
    const draw = (text: string) =>
      drawRand(text, context.dice, ({ message, token }) => {
        issues.add(message, { token, ...entryPlace(reading, key) });
      });
    drawn.push([key, typeof value === "string" ? draw(value) : value]);
  }
  return Object.fromEntries(drawn);
}

/** Reads an entry that may say nothing. */
function own(envar: Envar, key: string): Json {
  const value = Object.hasOwn(envar, key) ? envar[key]! : null;
  return typeof value === "string" && !saysSomething(value) ? null : value;
}

/** Tells where a variable was set: on a line of the command, or the request. */
function entryPlace({ inline }: Reading, key: string): Place {
  const { settings, places } = inline;
  if (!Object.hasOwn(settings.envar, key)) return { field: `envar.${key}` };
  return (Object.hasOwn(places, key) ? places[key] : places.ant_envar) ?? {};
}
