import { z } from "zod";
import { flag } from "./queries.ts";

const MAX_TAIL_LINES = 100_000;
const MAX_LINES = 10_000;
const MAX_SEARCH_TEXT = 1000;
const MAX_LOGS = 10_000;

const byte = z.coerce.number().int().min(0);

const attempt = z.coerce.number().int().min(1).optional().describe(
  "The log of this attempt, from 1; of the last one without it.",
);

/** How many lines a log has. */
export const LogCountQuery = z.strictObject({ attempt });

/** Which part of a log to read. */
export const LogQuery = z.strictObject({
  attempt,
  tail: z.coerce.number().int().min(1).max(MAX_TAIL_LINES).optional()
    .describe("Only so many lines from the end; a Range is then ignored."),
});

/** Where to begin following a log. */
export const LogStreamQuery = z.strictObject({
  from: byte.default(0).describe("The first byte that is wanted."),
});

/** Which lines of a log to read: from its end, if nothing else is named. */
export const LogLinesQuery = z.strictObject({
  attempt,
  count: z.coerce.number().int().min(1).max(MAX_LINES).default(400)
    .describe("The most lines to answer with; 1 MiB of text ends it earlier."),
  tail: z.enum(["", "1", "true"]).optional().describe("The last lines."),
  line: z.coerce.number().int().min(1).optional()
    .describe("From this line on; the first is 1."),
  before: byte.optional().describe("The lines that end at this byte."),
  from: byte.optional()
    .describe("From the first line on that begins at this byte or later."),
}).refine(
  ({ tail, line, before, from }) =>
    [tail, line, before, from].filter((one) => one !== undefined).length <= 1,
  { message: "it must name one of tail, line, before and from" },
);

/** What to look for in a log. */
export const LogSearchQuery = z.strictObject({
  attempt,
  q: z.string().min(1).max(MAX_SEARCH_TEXT).regex(/^[^\n\r]*$/).optional()
    .describe("The text that a line must hold."),
  case: flag.describe("Tells capital letters from small ones."),
  regex: flag.describe(
    "Takes `q` as a regular expression of JavaScript, tried on the first 16,384 characters of each line.",
  ),
  errors: flag.describe("Finds lines that tell of a failure, in place of `q`."),
  from: byte.default(0).describe(
    "Begins with the first line that begins at this byte or later.",
  ),
}).superRefine(({ q, regex, errors }, context) => {
  const tell = (message: string, path: string[] = []) =>
    context.addIssue({ code: "custom", message, path });
  if ((q === undefined) !== errors) {
    tell('it must name one of "q" and "errors"');
  }
  const fault = regex && q !== undefined ? faultOf(q) : null;
  if (fault !== null) tell(`it is no regular expression: ${fault}`, ["q"]);
});

/** What is wrong with a regular expression, in the engine's words. */
function faultOf(pattern: string): string | null {
  try {
    new RegExp(pattern);
    return null;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return error.message.replace(/^.*\/: /, "").toLowerCase();
  }
}

/** Whose logs to send. */
export const LogsQuery = z.strictObject({
  id: z.array(z.string()).min(1).max(MAX_LOGS)
    .describe("A task's id, repeated for more."),
});
