import { STATUS_CODES } from "node:http";
import { HttpError, type Middleware } from "fresh";
import { Refused, SpecError } from "../scheduler/mod.ts";
import { BadParameter, failure, failureOf } from "./ant/answer.ts";
import { Denied } from "./guard/denied.ts";

/** In which words a URL tells of problems. */
export type ProblemShape =
  /** `application/problem+json`, RFC 9457. */
  | "problem"
  /** ANT's own `{"status":"error","message":…}`. */
  | "ant"
  /** A page, which the app's error page draws. */
  | "page";

/** What {@linkcode problems} needs to know. */
export interface ProblemOptions {
  readonly shapeOf: (url: URL) => ProblemShape;
  /** Keeps what nobody expected, under the id that the reply names. */
  readonly report: (id: string, error: unknown) => void;
}

type Status = HttpError["status"];
type KnownError = HttpError | SpecError | Refused | BadParameter;

const REFUSALS = {
  "unknown-task": 404,
  "unknown-tag": 404,
  "unknown-gpu": 404,
  "unknown-entry": 404,
  "unknown-token": 404,
  "wrong-state": 409,
  "duplicate-id": 409,
  "key-reused": 422, // Another request under the same Idempotency-Key.
  "not-yours": 403,
  "over-limit": 409,
  "not-durable": 503,
  "shutting-down": 503,
} as const satisfies Readonly<Record<Refused["code"], Status>>;

/** Turns what is thrown further in into a reply that its reader understands. */
export function problems<State>(options: ProblemOptions): Middleware<State> {
  return async (ctx) => {
    try {
      return await ctx.next();
    } catch (error) {
      const shape = options.shapeOf(ctx.url);
      const known = knownError(error, options.report);
      const reply = replyTo(known, shape);
      if (known instanceof Denied) addHeaders(reply, known.headers);
      if (reply.status === 503) addHeaders(reply, { "retry-after": "5" });
      return reply;
    }
  };
}

/** What is nobody's fault but ours becomes a 500 with an id, and is kept. */
function knownError(
  error: unknown,
  report: ProblemOptions["report"],
): KnownError {
  if (error instanceof SpecError || error instanceof Refused) return error;
  if (error instanceof BadParameter) return error;
  if (error instanceof HttpError && error.status < 500) return error;
  const id = crypto.randomUUID().slice(0, 8);
  report(id, error);
  const message = `Cannot answer: something broke here, see "${id}" in the log`;
  return new HttpError(500, message, { cause: error });
}

/** @throws {HttpError} where the app's own error page is to answer. */
function replyTo(
  error: KnownError,
  shape: ProblemShape,
): Response {
  switch (shape) {
    case "ant":
      return error instanceof HttpError && error.status >= 500
        ? failure(error.status, error.message)
        : failureOf(error);
    case "problem":
      return problemReply(error);
    case "page":
      if (error instanceof Denied) {
        return new Response(error.message, { status: error.status });
      }
      throw error instanceof HttpError
        ? error
        : new HttpError(statusOf(error), error.message, { cause: error });
  }
}

/** Writes a problem document (RFC 9457), with every issue at once. */
export function problemReply(error: KnownError): Response {
  const status = statusOf(error);
  const document = {
    type: "about:blank",
    title: STATUS_CODES[status] ?? "Error",
    status,
    detail: error.message,
    ...error instanceof SpecError ? { issues: error.issues } : {},
    ...error instanceof Refused
      ? { code: error.code, reasons: error.reasons }
      : {},
  };
  return new Response(JSON.stringify(document), {
    status,
    headers: { "content-type": "application/problem+json" },
  });
}

function statusOf(error: KnownError): Status {
  if (error instanceof SpecError) return 422;
  if (error instanceof Refused) return REFUSALS[error.code];
  return error.status as Status;
}

function addHeaders(
  response: Response,
  headers: Readonly<Record<string, string>>,
): void {
  for (const [name, value] of Object.entries(headers)) {
    response.headers.set(name, value);
  }
}
