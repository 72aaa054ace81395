import type { TestServer } from "../helpers/server.ts";

/** A reply, read to its end. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Asks a server and reads all that it says. */
export async function ask(
  server: TestServer,
  path: string,
  init: RequestInit = {},
): Promise<Reply> {
  const response = await server.fetch(path, { redirect: "manual", ...init });
  const { status, headers } = response;
  return { status, headers, text: await response.text() };
}

/** Asks for JSON; the `data` of ANT's replies. */
// deno-lint-ignore no-explicit-any -- whatever a test then looks for
export async function dataOf(server: TestServer, path: string): Promise<any> {
  const { status, text } = await ask(server, path);
  if (status !== 200) throw new Error(`${path} answered ${status}: ${text}`);
  return JSON.parse(text).data;
}

/** Posts JSON to one of ANT's endpoints. */
export function post(
  server: TestServer,
  path: string,
  body: unknown,
): Promise<Reply> {
  const init = { method: "POST", body: JSON.stringify(body) };
  return ask(server, path, init);
}

/** What a test wants to run. */
export interface Wish {
  readonly command: string;
  readonly gpus?: number;
  readonly envar?: Readonly<Record<string, unknown>>;
}

/** Queues a task, and makes sure that the server took it. */
export async function submit(
  server: TestServer,
  id: string,
  { command, gpus = 0, envar = {} }: Wish,
): Promise<void> {
  const body = { "task_id": id, "n_gpus": gpus, command, envar };
  const { status, text } = await post(server, "/api/create_task", body);
  if (status !== 200) throw new Error(`Cannot queue "${id}": ${text}`);
}

/** All of a task's log. */
export async function logOf(server: TestServer, id: string): Promise<string> {
  const query = new URLSearchParams({ task_id: id, full_log: "1" });
  return await dataOf(server, `/api/get_log?${query}`);
}
