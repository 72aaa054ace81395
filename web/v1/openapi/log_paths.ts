import { z } from "zod";
import {
  LogCountQuery,
  LogLinesQuery,
  LogQuery,
  LogSearchQuery,
  LogsQuery,
  LogStreamQuery,
} from "../request/log_queries.ts";
import { LogsOf } from "../request/shapes.ts";
import { json, other, type Paths } from "./operation.ts";

/** Some lines of a log. */
const LineWindowReply = z.strictObject({
  fromByte: z.int().describe("Where the first of them begins."),
  endByte: z.int().describe("Where the last of them ends, behind its LF."),
  size: z.int().describe("How many bytes the log has."),
  fromLine: z.int().nullable().describe(
    "The number of the first, from 1; null while the lines before it are not counted.",
  ),
  lines: z.array(z.string()).describe(
    "Without LF or CRLF. Of one longer than 64 KiB both ends, with a mark between.",
  ),
  isOpen: z.boolean().describe(
    "Whether the last line has no LF yet, so that what is written next belongs to it.",
  ),
  quietMs: z.number().nullable().describe(
    "How long nothing had been written to the log, in milliseconds.",
  ),
});

/** How many lines a log has. */
const LineTotalReply = z.strictObject({
  lines: z.int(),
  size: z.int().describe("How many bytes they are."),
});

const ZIP =
  "`<id>.log` of each; `MISSING.txt` names those that cannot be read.";
const TEXT = "text/plain";

/** All that is about the logs of tasks. */
export const LOG_PATHS: Paths = {
  "/api/v1/tasks/{id}/log": {
    get: {
      summary: "Reads a task's log, byte for byte, or its last lines",
      query: LogQuery,
      headers: { Range: "One range of bytes, as in `bytes=0-99`." },
      answers: {
        200: other("The log, or its last lines.", TEXT),
        206: other("The bytes asked for.", TEXT),
      },
      problems: [404, 416, 422],
    },
  },
  "/api/v1/tasks/{id}/log/lines": {
    get: {
      summary: "Reads some lines of a task's log, from its end or from a place",
      query: LogLinesQuery,
      answers: {
        200: json("The lines, and where they stand.", LineWindowReply),
      },
      problems: [404, 422],
    },
  },
  "/api/v1/tasks/{id}/log/count": {
    get: {
      summary: "Counts the lines of a task's log; a second time is quick",
      query: LogCountQuery,
      answers: { 200: json("How many there are.", LineTotalReply) },
      problems: [404, 422],
    },
  },
  "/api/v1/tasks/{id}/log/search": {
    get: {
      summary:
        "Searches a task's log: `hits` {hits: [{line, byte}]}, `progress` {readBytes, size, hits}, then `end` {hits, isCut, problem}",
      query: LogSearchQuery,
      answers: {
        200: other(
          "Events; at most 10,000 lines are listed, all are counted.",
          "text/event-stream",
        ),
      },
      problems: [404, 422],
    },
  },
  "/api/v1/tasks/{id}/log/stream": {
    get: {
      summary:
        "Follows a task's log: `chunk` {atByte, text, nextByte}, then `end` {state, end}",
      query: LogStreamQuery,
      headers: {
        "Last-Event-ID": "Goes on behind the last chunk that was seen.",
      },
      answers: {
        200: other("Events until it has ended.", "text/event-stream"),
      },
      problems: [404, 422],
    },
  },
  "/api/v1/logs.zip": {
    get: {
      summary: "Sends the logs of many tasks as one zip file",
      query: LogsQuery,
      answers: { 200: other(ZIP, "application/zip") },
      problems: [422],
    },
    post: {
      summary:
        "The same for more ids than an address holds; a form with `id` fields may ask too",
      body: LogsOf,
      answers: { 200: other(ZIP, "application/zip") },
      problems: [400, 413, 422],
    },
  },
};
