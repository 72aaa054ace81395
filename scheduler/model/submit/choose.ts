import { type OptionRow, OPTIONS } from "../options/table.ts";
import { readOptions } from "../options/read_options.ts";
import type { TaskOptions } from "../task_options.ts";
import type { Json, TaskId } from "../units.ts";
import type { SubmitContext } from "./draft.ts";
import { type Envar, saysSomething } from "./envar.ts";
import { readGpuCount, whyNeverRuns } from "./gpu_count.ts";
import type { InlineResult } from "./inline_arguments.ts";
import { Invalid, type Issues, type Place } from "./issues.ts";
import type { SubmitRequest } from "./submit_body.ts";
import { namesIn } from "./sweep.ts";
import { mergeTags, readTags } from "./tags.ts";
import { isRandomTemplate, makeTaskId } from "./task_id.ts";

/** Everything that reading one command looks at. */
export interface Reading {
  readonly inline: InlineResult;
  readonly request: SubmitRequest;
  readonly context: SubmitContext;
  /** The variables, those of the command over those of the request. */
  readonly envar: Envar;
  readonly isOneOfMany: boolean;
  readonly issues: Issues;
}

/** Chooses the GPUs: inline, variable, request (in single mode), default. */
export function chooseGpus(reading: Reading): number | null {
  const { inline, request, context, envar, issues } = reading;
  const asked = own(envar, "ant_n_gpus");
  let count: number | Invalid = named(reading) ?? context.defaultGpus;
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
  const isNever = Number.isInteger(count) && Number(count) > context.maxGpus;
  const never = isNever ? { code: "impossible" as const } : {};
  if (why !== null) issues.add(why, { ...place, ...never });
  return null;
}

const INLINE_ID = /\bant_task_id=(?:"[^"]*"|(?:\{[^{}]*\}|\S)+)/;

/** Chooses the id: inline, variable, request, a UUID. */
export function chooseId(reading: Reading): TaskId | null {
  const { inline, request, context, envar, isOneOfMany, issues } = reading;
  const asked = own(envar, "ant_task_id");
  let template = "";
  let written = "";
  let place: Place = {};
  if ((inline.settings.taskId ?? "").trim() !== "") {
    template = inline.settings.taskId ?? "";
    [written = ""] = INLINE_ID.exec(context.sweep?.command ?? "") ?? [];
    place = inline.places.ant_task_id ?? {};
  } else if (asked !== null) {
    place = entryPlace(reading, "ant_task_id");
    if (typeof asked === "object" || typeof asked === "boolean") {
      issues.add('Cannot read "ant_task_id": it must be text', place);
      return null;
    }
    template = String(asked);
  } else if (
    !isOneOfMany || context.sweep !== undefined ||
    isRandomTemplate(request.taskId ?? "")
  ) {
    // One literal id cannot name many commands, so these get one each.
    template = request.taskId ?? "";
    written = context.sweep?.taskId ?? "";
    place = { field: "task_id" };
  }
  const id = makeTaskId(
    sweepName(template, written, context),
    context,
    (span) => context.onDrawn?.("id", span),
  );
  if (!(id instanceof Invalid)) return id;
  issues.add(id.reason, { token: template.slice(0, 60), ...place });
  return null;
}

/** One literal name can not be that of all tasks of a sweep. */
function sweepName(
  template: string,
  written: string,
  { sweep }: SubmitContext,
): string {
  if (sweep === undefined || template.trim() === "") return template;
  const told = namesIn(written);
  const isTold = isRandomTemplate(template) ||
    sweep.values.every(([name]) => told.has(name));
  return isTold ? template : [template, ...sweep.values.flat()].join("-");
}

/** Brings the tags together: the request's, the variable's and the command's own. */
export function chooseTags(reading: Reading): readonly string[] {
  const { inline, request, envar, issues } = reading;
  const asked = own(envar, "ant_tags");
  const fromEnvar = asked === null ? [] : readTags(asked);
  if (!(fromEnvar instanceof Invalid)) {
    const { sweep } = reading.context;
    return mergeTags(
      request.tags,
      fromEnvar,
      inline.settings.tags,
      sweep === undefined ? [] : [sweep.tag],
    );
  }
  const place = entryPlace(reading, "ant_tags");
  issues.add(`Cannot read "ant_tags": ${fromEnvar.reason}`, place);
  return [];
}

/** Chooses each option: inline, variable, request, default. */
export function chooseOptions(reading: Reading, nGpus: number): TaskOptions {
  const { issues } = reading;
  return readOptions(
    (row) => {
      const asked = askedFor(reading, row);
      if (asked === null) return null;
      const [said, place] = asked;
      const value = row.key === "atMost" ? ofSweep(said, reading) : said;
      const isDefault = place === BY_DEFAULT;
      const fail = (message: string) => issues.add(message, place);
      return { value, isDefault, fail };
    },
    nGpus,
    reading.context,
  );
}

/** Names the options that a task has from the config alone. */
export function defaultedOptions(
  reading: Reading,
  options: TaskOptions,
): readonly string[] {
  return OPTIONS.filter((row) =>
    options[row.key] !== undefined && askedFor(reading, row)?.[1] === BY_DEFAULT
  ).map(({ field }) => field);
}

/** In a sweep a bare number is for its own tasks. */
function ofSweep(said: Json, { context }: Reading): Json {
  const { sweep } = context;
  const isBare = /^\s*\d+\s*$/.test(String(said));
  return sweep === undefined || !isBare ? said : `${said}@${sweep.tag}`;
}

/** Who names GPUs has said how many. */
function named(reading: Reading): number | null {
  const row = OPTIONS.find(({ key }) => key === "gpuIds")!;
  const asked = askedFor(reading, row);
  if (asked === null) return null;
  const read = row.read(String(asked[0]), {}, reading.context);
  return read instanceof Invalid ? null : read.gpuIds?.length ?? null;
}

/** The place of what nobody has written in a submission. */
const BY_DEFAULT: Place = {};

function askedFor(
  reading: Reading,
  { name, field }: OptionRow,
): [value: Json, place: Place] | null {
  const { inline: { settings, places }, request, context, envar } = reading;
  if (Object.hasOwn(settings.options, name)) {
    return [settings.options[name]!, places[name] ?? {}];
  }
  const variable = own(envar, name);
  if (variable !== null) return [variable, entryPlace(reading, name)];
  const wished = own(request.options, field);
  if (wished !== null) return [wished, { field: `options.${field}` }];
  const usual = context.defaultOptions?.[field];
  return usual === undefined ? null : [usual, BY_DEFAULT];
}

/** Reads an entry that may say nothing. */
function own(envar: Envar, key: string): Json {
  const value = Object.hasOwn(envar, key) ? envar[key]! : null;
  return typeof value === "string" && !saysSomething(value) ? null : value;
}

/** Tells where a variable was set: on a line of the command, or the request. */
export function entryPlace({ inline }: Reading, key: string): Place {
  const { settings, places } = inline;
  if (!Object.hasOwn(settings.envar, key)) return { field: `envar.${key}` };
  return (Object.hasOwn(places, key) ? places[key] : places.ant_envar) ?? {};
}
