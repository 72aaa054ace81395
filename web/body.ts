import { HttpError } from "fresh";
import { findJsonFault } from "../config/json_fault.ts";

/** The largest request body that is read. */
export const BODY_LIMIT_BYTES = 1024 * 1024;

/**
 * Bounds what a request may send: at once where it says its size, to which
 * HTTP then holds it (RFC 9112, 6.3), and while reading where it does not.
 *
 * @throws {HttpError} 413, also from whatever reads the body later.
 */
export function limitBody(
  request: Request,
  limitBytes = BODY_LIMIT_BYTES,
): Request {
  const { headers } = request;
  const length = headers.get("content-length");
  if (Number(length ?? 0) > limitBytes) throw tooLarge(limitBytes);
  const isHeld = length !== null && !headers.has("transfer-encoding");
  if (isHeld || request.body === null) return request;
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

/**
 * Reads the fields of a form as browsers send them.
 *
 * @throws {HttpError} 415 for another content type, 400 for a form that is
 *   broken, or 413.
 */
export async function readFields(request: Request): Promise<FormData> {
  const type = request.headers.get("content-type") ?? "";
  if (!FORM.test(type)) {
    const found = type === "" ? "nothing" : `"${type}"`;
    const message =
      `Cannot read the form: its content type says ${found}; send application/x-www-form-urlencoded, or JSON to /api/v1`;
    throw new HttpError(415, message);
  }
  try {
    return await limitBody(request).formData();
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    const message = `Cannot read the form: ${cause.message}`;
    throw new HttpError(400, message, { cause });
  }
}

/** Says whether a request brings a form, as browsers send them. */
export function bringsForm({ headers }: Request): boolean {
  return FORM.test(headers.get("content-type") ?? "");
}

const FORM = /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i;

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
