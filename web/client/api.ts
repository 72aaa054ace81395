import { ApiError, type ApiIssue } from "./api_error.ts";

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

const READ_LIMIT_MS = 8_000;
const WRITE_LIMIT_MS = 30_000;
const RETRY_AFTER_MS = 250;
const PASSING = [502, 503, 504];

/**
 * Asks the server and resolves with its JSON, or `null` for an empty answer.
 * Reading is tried twice, and a write only under a key by which the server
 * knows it again: it may have been carried out.
 *
 * @throws {ApiError} in the server's own words where it has any.
 */
export async function ask(
  method: Method,
  path: string,
  body?: unknown,
  idempotencyKey?: string,
): Promise<unknown> {
  const response = await send(method, path, body, idempotencyKey);
  const text = await response.text();
  return text === "" ? null : JSON.parse(text);
}

/** Reads text, as a log is; like {@linkcode ask} in everything else. */
export async function askText(path: string): Promise<string> {
  return await (await send("GET", path)).text();
}

async function send(
  method: Method,
  path: string,
  body?: unknown,
  key?: string,
): Promise<Response> {
  try {
    return await sendOnce(method, path, body, key);
  } catch (error) {
    const isPassing = error instanceof ApiError &&
      (error.status === 0 || PASSING.includes(error.status));
    const isSafe = method === "GET" || key !== undefined;
    if (!isSafe || !isPassing) throw error;
    await new Promise((done) => setTimeout(done, RETRY_AFTER_MS));
    return await sendOnce(method, path, body, key);
  }
}

async function sendOnce(
  method: Method,
  path: string,
  body: unknown,
  key: string | undefined,
): Promise<Response> {
  const limitMs = method === "GET" ? READ_LIMIT_MS : WRITE_LIMIT_MS;
  const headers = new Headers({ accept: "application/json, text/plain" });
  if (key !== undefined) headers.set("idempotency-key", key);
  const init: RequestInit = {
    method,
    headers,
    signal: AbortSignal.timeout(limitMs),
  };
  if (body !== undefined) {
    headers.set("content-type", "application/json");
    init.body = JSON.stringify(body);
  }
  const response = await fetch(path, init).catch((error: unknown) => {
    throw unreachable(error, limitMs);
  });
  if (response.ok) return response;
  if (response.status === 401) goSignIn();
  throw await refusal(response);
}

function unreachable(error: unknown, limitMs: number): ApiError {
  const isLate = error instanceof DOMException && error.name === "TimeoutError";
  return new ApiError(
    "No answer",
    isLate
      ? `the server said nothing for ${limitMs / 1000} s`
      : "the server can not be reached; check the connection",
    0,
  );
}

/** Reads a problem document (RFC 9457), or what else the answer says. */
async function refusal(response: Response): Promise<ApiError> {
  const text = await response.text();
  const problem = readProblem(text);
  return new ApiError(
    problem.title ?? `Turned down with status ${response.status}`,
    problem.detail ?? problem.message ?? "",
    response.status,
    problem.issues ?? [],
  );
}

interface Problem {
  readonly title?: string;
  readonly detail?: string;
  readonly message?: string;
  readonly issues?: readonly ApiIssue[];
}

function readProblem(text: string): Problem {
  try {
    return JSON.parse(text) as Problem;
  } catch {
    return {}; // Whatever stood in the way answered in a language of its own.
  }
}

function goSignIn(): void {
  const here = location.pathname + location.search;
  location.assign(`login?to=${encodeURIComponent(here)}`);
}
