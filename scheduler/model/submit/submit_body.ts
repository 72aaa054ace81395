import { SpecError } from "../errors.ts";
import type { Json } from "../units.ts";
import type { Envar } from "./envar.ts";
import { readGpuCount } from "./gpu_count.ts";
import { excerpt, Invalid, Issues } from "./issues.ts";
import type { QueueMode } from "./split_commands.ts";
import type { Combination } from "./sweep.ts";
import { readTags } from "./tags.ts";

/** A submission, of the right shape but with nothing in it read yet. */
export interface SubmitRequest {
  readonly command: string;
  readonly queueMode: QueueMode;
  readonly taskId: string | null;
  readonly nGpus: number | null;
  readonly envar: Envar;
  readonly tags: readonly string[];
  /** Options for the commands that do not say so themselves, by field. */
  readonly options: Envar;
  /** Rows of values that make a task each; none without a file of them. */
  readonly rows?: readonly Combination["values"][];
  /** Counts in single mode only. */
  readonly runnerEnvar: Envar;
}

const MAX_DEPTH = 100;

/**
 * Reads ANT's request body. Keys that it does not know are passed over, for
 * ANT's own clients send some.
 *
 * @throws {SpecError} With everything that is wrong with it.
 */
export function readSubmitBody(body: unknown): SubmitRequest {
  const issues = new Issues();
  if (!isObject(body)) {
    issues.add("Cannot read the request: it must be a JSON object");
    throw new SpecError(issues.list);
  }
  const queueMode = readQueueMode(body.queue_mode, issues);
  const request = {
    command: readCommand(body, issues),
    queueMode,
    taskId: readTaskId(body.task_id, issues),
    nGpus: queueMode === "multi" ? null : readNGpus(body.n_gpus, issues),
    envar: readEnvar("envar", body.envar, issues),
    tags: readBodyTags(body.tags, issues),
    options: readEnvar("options", body.options, issues),
    runnerEnvar: readEnvar("runner_envar", body.runner_envar, issues),
  };
  if (!issues.none) throw new SpecError(issues.list);
  return request;
}

function readCommand(body: Record<string, unknown>, issues: Issues): string {
  if (typeof body.command === "string") return body.command;
  const message = body.command === undefined || body.command === null
    ? "The `command` key must be present in the request"
    : 'Cannot read "command": it must be text';
  issues.add(message, { field: "command" });
  return "";
}

function readQueueMode(value: unknown, issues: Issues): QueueMode {
  const mode = typeof value === "string" ? value.toLowerCase() : value;
  if (mode === undefined || mode === null || mode === "single") return "single";
  if (mode === "multi") return "multi";
  const token = excerpt(typeof value === "string" ? value : jsonText(value));
  issues.add(
    `Unrecognized queue mode "${token}": choose "single" or "multi"`,
    { field: "queue_mode", token },
  );
  return "single";
}

function readTaskId(value: unknown, issues: Issues): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === "string") return value;
  if (typeof value === "number") return String(value);
  issues.add('Cannot read "task_id": it must be text', { field: "task_id" });
  return null;
}

function readNGpus(value: unknown, issues: Issues): number | null {
  if (value === undefined || value === null || value === "") return null;
  const count = isJson(value) ? readGpuCount(value) : new Invalid("too deep");
  if (typeof count === "number") return count;
  issues.add(`Cannot read "n_gpus": ${count.reason}`, { field: "n_gpus" });
  return null;
}

function readBodyTags(value: unknown, issues: Issues): readonly string[] {
  if (value === undefined || value === null) return [];
  const tags = isJson(value) ? readTags(value) : new Invalid("too deep");
  if (!(tags instanceof Invalid)) return tags;
  issues.add(`Cannot read "tags": ${tags.reason}`, { field: "tags" });
  return [];
}

function readEnvar(field: string, value: unknown, issues: Issues): Envar {
  if (value === undefined || value === null || value === "") return {};
  if (isObject(value) && isJson(value)) return value as Envar;
  const message = isObject(value)
    ? `Cannot read "${field}": it nests more than ${MAX_DEPTH} levels deep`
    : `Cannot read "${field}": it must be an object of names and values`;
  issues.add(message, { field });
  return {};
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isJson(value: unknown, depth = 0): value is Json {
  switch (typeof value) {
    case "string":
    case "boolean":
      return true;
    case "number":
      return Number.isFinite(value);
    case "object":
      return value === null || depth < MAX_DEPTH &&
          Object.values(value).every((inner) => isJson(inner, depth + 1));
    default:
      return false;
  }
}

function jsonText(value: unknown): string {
  return isJson(value) ? JSON.stringify(value) : typeof value;
}
