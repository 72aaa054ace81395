/** What the tools speak to: API v1, in this process or over HTTP. */
export interface AntApi {
  /** Asks for a path such as `/api/v1/gpus`. */
  ask(path: string, init?: RequestInit): Promise<Response>;
}

/** What a problem document says, RFC 9457. */
export interface Problem {
  readonly status: number;
  /** What did not happen, why, and what to do. */
  readonly detail: string;
  /** Why it was turned down, in one word. */
  readonly code: string | null;
  readonly issues: readonly { readonly message: string }[];
}

/** An answer that is none of success. */
export class ApiProblem extends Error {
  override readonly name = "ApiProblem";

  constructor(readonly problem: Problem) {
    super(problem.detail);
  }
}

/** Nobody answered. */
export class Unreachable extends Error {
  override readonly name = "Unreachable";
}

/**
 * Reads JSON from the API. Its shape is what API v1 promises.
 *
 * @throws {ApiProblem | Unreachable}
 */
export async function read<Reply>(
  api: AntApi,
  path: string,
  init?: RequestInit,
): Promise<Reply> {
  const response = await askWell(api, path, init);
  return await response.json() as Reply;
}

/** Sends JSON and reads the answer. @throws {ApiProblem | Unreachable} */
export function send<Reply>(
  api: AntApi,
  path: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Reply> {
  return read<Reply>(api, path, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
}

/** Asks, and takes nothing but success. @throws {ApiProblem | Unreachable} */
export async function askWell(
  api: AntApi,
  path: string,
  init?: RequestInit,
): Promise<Response> {
  const response = await api.ask(path, init);
  if (response.ok) return response;
  throw new ApiProblem(problemIn(response, await response.text()));
}

/** The address of a task, or of something of it. */
export function taskPath(id: string, rest = ""): string {
  return `/api/v1/tasks/${encodeURIComponent(id)}${rest}`;
}

function problemIn({ status, statusText }: Response, text: string): Problem {
  const plain = { status, detail: text || statusText, code: null, issues: [] };
  try {
    const found: unknown = JSON.parse(text);
    return typeof found === "object" ? { ...plain, ...found } : plain;
  } catch (error) {
    if (error instanceof SyntaxError) return plain; // A proxy's own page.
    throw error;
  }
}
