import { z } from "zod";
import {
  type AntApi,
  ApiProblem,
  askWell,
  read,
  taskPath,
} from "../ant_api.ts";
import { MAX_TEXT } from "../bounds.ts";
import { sseMessages } from "../sse_messages.ts";
import { looks } from "../tool.ts";
import { plainLine, seconds } from "../words.ts";
import { OneTask } from "./look.ts";

const MAX_LINES = 500;
const MAX_HITS = 50;
const MAX_CONTEXT = 10;

/** Some lines of a log, as API v1 sends them. */
interface LineWindow {
  readonly lines: readonly string[];
  readonly fromLine: number | null;
  readonly size: number;
  readonly isOpen: boolean;
  readonly quietMs: number | null;
}

interface Hits {
  readonly hits: readonly { readonly line: number }[];
}

interface SearchEnd {
  readonly hits: number;
  readonly isCut: boolean;
  readonly problem: string | null;
}

const attempt = z.int().min(1).optional()
  .describe("Which attempt's log; the last one's without it.");

/** Reads a log. */
export const LOGS = looks("logs", {
  title: "Read a task's log",
  description:
    "Reads lines of what a task printed, standard error included: the last ones, or those from a line on. Long lines are cut, colors taken out.",
  input: OneTask.extend({
    lines: z.int().min(1).max(MAX_LINES).default(50)
      .describe("The most lines to answer with."),
    fromLine: z.int().min(1).optional()
      .describe("The first line wanted, from 1; the last lines without it."),
    attempt,
  }),
  async run(api, { id, lines, fromLine, attempt }) {
    const window = await linesOf(api, id, { lines, fromLine, attempt });
    return {
      facts: {
        id,
        fromLine: window.fromLine,
        lines: window.lines.length,
        logBytes: window.size,
        ...window.quietMs === null
          ? {}
          : { quietSeconds: seconds(window.quietMs) },
        ...window.lines.length > 0
          ? {}
          : { next: "without `fromLine` it tells the last lines" },
      },
      text: window.lines.join("\n"),
      keep: fromLine === undefined ? "end" : "start",
    };
  },
});

/** Searches a log. */
export const SEARCH = looks("search_logs", {
  title: "Search a task's log",
  description:
    "Finds the lines of a task's log that hold a text, match a regular expression, or (with `errors`) tell of a failure. Answers with their numbers and texts; `logs` with `fromLine` shows more around one.",
  input: OneTask.extend({
    text: z.string().min(1).max(1000).optional()
      .describe("What a line must hold; capitals do not matter."),
    regex: z.boolean().default(false)
      .describe("Takes `text` as a regular expression of JavaScript."),
    errors: z.boolean().default(false)
      .describe("Lines that tell of a failure, in place of `text`."),
    context: z.int().min(0).max(MAX_CONTEXT).default(0)
      .describe("How many lines to show before and after each."),
    most: z.int().min(1).max(MAX_HITS).default(20)
      .describe("The most lines to show; the last ones are shown."),
    attempt,
  }).refine(({ text, errors }) => (text === undefined) === errors, {
    message: 'it must have "text" or "errors", and not both',
  }),
  async run(api, { id, text, regex, errors, context, most, attempt }) {
    const query = new URLSearchParams(errors ? { errors: "1" } : {});
    if (text !== undefined) query.set("q", text);
    if (regex) query.set("regex", "1");
    if (attempt !== undefined) query.set("attempt", String(attempt));
    const found = await hitsOf(api, id, query).catch(inWordsOfTool);
    const shown = found.lines.slice(-most);
    const parts = around(shown, context).map(async ([fromLine, last]) => {
      const lines = last - fromLine + 1;
      const part = await linesOf(api, id, { lines, fromLine, attempt });
      return part.lines.map((each, place) => `${fromLine + place}: ${each}`)
        .join("\n");
    });
    return {
      facts: {
        id,
        matchingLines: found.end.hits,
        shown: shown.length,
        ...found.end.problem === null ? {} : { problem: found.end.problem },
      },
      text: (await Promise.all(parts)).join(context === 0 ? "\n" : "\n--\n"),
      keep: "end",
    };
  },
});

/** What the API calls "q" is "text" here. */
function inWordsOfTool(error: unknown): never {
  if (!(error instanceof ApiProblem)) throw error;
  const detail = error.problem.detail.replace('"q"', '"text"');
  throw new ApiProblem({ ...error.problem, detail });
}

/** Spans of lines around some, as one where they meet. */
function around(
  lines: readonly number[],
  context: number,
): readonly (readonly [first: number, last: number])[] {
  const spans: [number, number][] = [];
  for (const line of lines) {
    const before = spans.at(-1);
    if (before !== undefined && line - context <= before[1] + 1) {
      before[1] = line + context;
    } else spans.push([Math.max(1, line - context), line + context]);
  }
  return spans;
}

/** Which lines are wanted. */
export interface Lines {
  readonly lines: number;
  readonly fromLine?: number | undefined;
  readonly attempt?: number | undefined;
}

/** Reads some lines of a log, made plain. @throws {ApiProblem} */
export async function linesOf(
  api: AntApi,
  id: string,
  { lines, fromLine, attempt }: Lines,
): Promise<LineWindow> {
  const query = new URLSearchParams({ count: String(lines) });
  if (fromLine === undefined) query.set("tail", "1");
  else query.set("line", String(fromLine));
  if (attempt !== undefined) query.set("attempt", String(attempt));
  const path = taskPath(id, `/log/lines?${query}`);
  const window = await read<LineWindow>(api, path);
  return { ...window, lines: window.lines.map(shown) };
}

function shown(line: string): string {
  const plain = plainLine(line);
  const left = plain.length - MAX_TEXT;
  return left > 0 ? `${plain.slice(0, MAX_TEXT)}[… ${left} more]` : plain;
}

/** Finds the numbers of lines. @throws {ApiProblem} */
export async function hitsOf(
  api: AntApi,
  id: string,
  query: URLSearchParams,
): Promise<{ readonly lines: readonly number[]; readonly end: SearchEnd }> {
  const response = await askWell(api, taskPath(id, `/log/search?${query}`));
  const lines: number[] = [];
  let end: SearchEnd = { hits: 0, isCut: true, problem: "it was cut off" };
  for await (const { event, data } of sseMessages(response)) {
    if (event === "hits") {
      for (const { line } of (data as Hits).hits) lines.push(line);
    } else if (event === "end") end = data as SearchEnd;
  }
  return { lines, end };
}
