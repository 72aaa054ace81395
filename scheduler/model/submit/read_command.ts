import { OPTIONS } from "../options/table.ts";
import type { Json } from "../units.ts";
import {
  chooseGpus,
  chooseId,
  chooseOptions,
  chooseTags,
  defaultedOptions,
  entryPlace,
  type Reading,
} from "./choose.ts";
import { type CommandText, lineAt } from "./command_text.ts";
import type { SubmitContext, TaskSpecDraft } from "./draft.ts";
import {
  checkEnvar,
  type Envar,
  isTooLong,
  MAX_ARGUMENT_BYTES,
} from "./envar.ts";
import { takeInlineArguments } from "./inline_arguments.ts";
import type { Issues } from "./issues.ts";
import { drawRand } from "./rand.ts";
import type { SubmitRequest } from "./submit_body.ts";

/** Entries of the variables that become fields of the task instead. */
const OWN_FIELDS = new Set([
  "ant_task_id",
  "ant_n_gpus",
  "ant_tags",
  ...OPTIONS.map(({ name }) => name),
]);

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
  const options = chooseOptions(reading, nGpus ?? 0);
  const defaults = defaultedOptions(reading, options);
  const draft = {
    command: drawCommand(reading),
    envar: drawEnvar(reading),
    tags: chooseTags(reading),
    options,
    ...defaults.length > 0 && { defaults },
    runnerEnvar: request.queueMode === "single" ? request.runnerEnvar : {},
    line: text.line,
    lastLine: text.lastLine,
  };
  return nGpus === null || id === null ? null : { id, nGpus, ...draft };
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
    if (OWN_FIELDS.has(key)) continue;
    const draw = (text: string) =>
      drawRand(text, context.dice, ({ message, token }) => {
        issues.add(message, { token, ...entryPlace(reading, key) });
      });
    drawn.push([key, typeof value === "string" ? draw(value) : value]);
  }
  return Object.fromEntries(drawn);
}
