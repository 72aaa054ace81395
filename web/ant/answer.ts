import { HttpError } from "fresh";
import { Refused, SpecError } from "../../scheduler/mod.ts";

/** A parameter that ANT's endpoint cannot accept; its text is the reply. */
export class BadParameter extends Error {
  override readonly name = "BadParameter";

  constructor(
    message: string,
    readonly status: number = 400,
  ) {
    super(message);
  }
}

/** A log that is not there: the text stands in two places of the reply. */
export class LogNotFound extends HttpError {
  override name = "LogNotFound";

  constructor(message: string, options?: ErrorOptions) {
    super(404, message, options);
  }
}

/** ANT's envelope around what was asked for. */
export function success(data: unknown): Response {
  return Response.json({ status: "success", data });
}

/** ANT's envelope around a sentence. */
export function successMessage(message: string): Response {
  return Response.json({ status: "success", message });
}

/** ANT's envelope around what went wrong: one text, or a list of them. */
export function failure(
  status: number,
  message: string | readonly string[],
): Response {
  return Response.json({ status: "error", message }, { status });
}

/** Turns an error into ANT's reply; what is nobody's fault is passed on. */
export function failureOf(error: unknown): Response {
  if (error instanceof SpecError) {
    const lines = error.issues.map(({ message, line }) =>
      line === undefined || message.startsWith("ValueError")
        ? message
        : `Line ${line}: ${message}`
    );
    const all = error.issues.some(({ field }) => field === "queue_mode")
      ? lines[0]! // The one text that ANT does not put into a list.
      : lines;
    return failure(400, all);
  }
  if (error instanceof Refused) {
    const { code, reasons } = error;
    const status = code === "not-durable" || code === "shutting-down"
      ? 503
      : 400;
    return failure(status, reasons.length === 1 ? reasons[0]! : reasons);
  }
  if (error instanceof LogNotFound) {
    const { message } = error;
    const body = { status: "error", message, data: message };
    return Response.json(body, { status: 404 });
  }
  if (error instanceof BadParameter) {
    return failure(error.status, error.message);
  }
  if (error instanceof HttpError && error.status < 500) {
    return failure(error.status, error.message);
  }
  throw error;
}
