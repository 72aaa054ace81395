import { type AntApi, ApiProblem, read } from "./ant_api.ts";
import { bounded, type Told } from "./bounds.ts";
import type { TaskPage } from "./replies.ts";
import { TOOLS } from "./tools/table.ts";

/** How many tasks a list of resources names: the first of `list`. */
const LISTED = 20;
const LOG_LINES = 200;

const ADDRESS = /^ant:\/\/task\/([^/]+)(\/log)?$/;

/** Something to read under an address of its own. */
export interface Resource {
  readonly uri: string;
  readonly name: string;
  readonly mimeType: string;
  readonly description?: string;
}

/** What any task can be read as. */
export const TEMPLATES = [
  {
    uriTemplate: "ant://task/{id}",
    name: "task",
    mimeType: "application/json",
    description: "All of a task, as the tool `show` tells it.",
  },
  {
    uriTemplate: "ant://task/{id}/log",
    name: "log",
    mimeType: "text/plain",
    description: `The last ${LOG_LINES} lines of a task's log.`,
  },
];

/** Names the tasks at work, those queued first, and the latest ended ones. */
export async function listResources(
  api: AntApi,
): Promise<readonly Resource[]> {
  const path = `/api/v1/tasks?limit=${LISTED}`;
  const { tasks } = await read<TaskPage>(api, path);
  return tasks.flatMap(({ id, state, logFile }) => {
    const uri = `ant://task/${encodeURIComponent(id)}`;
    const task = { uri, name: id, mimeType: "application/json" };
    const log = {
      uri: `${uri}/log`,
      name: `${id}: log`,
      mimeType: "text/plain",
    };
    const about = { description: `A task that is ${state}.` };
    return [{ ...task, ...about }, ...logFile === null ? [] : [log]];
  });
}

/**
 * Reads a resource, cut like every answer; `null` for no address of ours.
 *
 * @throws {ApiProblem | Unreachable}
 */
export async function readResource(
  api: AntApi,
  uri: string,
): Promise<{ readonly mimeType: string; readonly text: string } | null> {
  const [, name, log] = ADDRESS.exec(uri) ?? [];
  const id = name === undefined ? null : decoded(name);
  if (id === null) return null;
  if (log === undefined) {
    const [text] = bounded(await told(api, "show", { id }));
    return { mimeType: "application/json", text: text! };
  }
  const lines = await told(api, "logs", { id, lines: LOG_LINES });
  const [, text] = bounded(lines);
  return { mimeType: "text/plain", text: text ?? "" };
}

function told(api: AntApi, name: string, input: unknown): Promise<Told> {
  return TOOLS.find((tool) => tool.name === name)!.call(api, input);
}

function decoded(name: string): string | null {
  try {
    return decodeURIComponent(name);
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}

/** What a reader is told of a resource that cannot be read. */
export function whyNot(error: unknown): string {
  if (error instanceof ApiProblem) return error.message;
  throw error;
}
