import { HttpError } from "fresh";
import { findJsonFault } from "../config/json_fault.ts";

/** The largest request body that is read. */
export const BODY_LIMIT_BYTES = 1024 * 1024;

/**
 * Bounds what a request may send: at once where it says its size, and while
 * reading where it does not.
 *
 * @throws {HttpError} 413, also from whatever reads the body later.
 */
export function limitBody(
  request: Request,
  limitBytes = BODY_LIMIT_BYTES,
): Request {
  if (Number(request.headers.get("content-length") ?? 0) > limitBytes) {
    throw tooLarge(limitBytes);
  }
  if (request.body === null) return request;
  let bytes = 0;
  const counted = request.body.pipeThrough(
    new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(chunk, controller) {
        bytes += chunk.byteLength;
        if (bytes > limitBytes) controller.error(tooLarge(limitBytes));
        else controller.enqueue(chunk);
      },
    }),
  );
  return new Request(request, { body: counted });
}

/**
 * Reads a body as JSON, whatever its content type says.
 *
 * @throws {HttpError} 400 with the place of the fault, or 413.
 */
export async function readJson(
  request: Request,
  limitBytes = BODY_LIMIT_BYTES,
): Promise<unknown> {
  const text = await readText(limitBody(request, limitBytes));
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    const { line, column, found } = findJsonFault(text)!;
    const where = text === ""
      ? "it is empty"
      : `not JSON at line ${line}, column ${column}, where ${found} stands`;
    throw new HttpError(400, `Cannot read the body: ${where}`, { cause });
  }
}

async function readText(request: Request): Promise<string> {
  const bytes = await request.bytes();
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    const message = "Cannot read the body: it is not UTF-8";
    throw new HttpError(400, message, { cause });
  }
}

function tooLarge(limitBytes: number): HttpError {
  return new HttpError(
    413,
    `Cannot read the body: it is larger than ${limitBytes} bytes`,
  );
}
