import { readJson } from "../body.ts";
import { BadParameter } from "./answer.ts";
import { isRecord } from "./task_ids.ts";

/** ANT's words for yes, in any case. */
export function isYes(text: string | null): boolean {
  return ["1", "true", "yes", "on"].includes(text?.toLowerCase() ?? "");
}

/** ANT's words for no, in any case. */
export function isNo(text: string | null): boolean {
  return ["0", "false", "no", "off"].includes(text?.toLowerCase() ?? "");
}

/** The id a request is about. @throws {BadParameter} without one. */
export function requiredTaskId(params: URLSearchParams): string {
  const id = params.get("task_id");
  if (id === null || id === "") throw new BadParameter("task_id is required");
  return id;
}

/**
 * The id a POST is about: from its address, or else from its body.
 *
 * @throws {BadParameter} without one.
 */
export async function postedTaskId(
  request: Request,
  params: URLSearchParams,
): Promise<string> {
  if (params.has("task_id") || request.body === null) {
    return requiredTaskId(params);
  }
  const body = await readJson(request);
  const id = isRecord(body) ? body["task_id"] : undefined;
  if (typeof id === "string" && id !== "") return id;
  throw new BadParameter("task_id is required");
}

/** How many lines; `null` when nothing was said. @throws {BadParameter} */
export function tailLines(params: URLSearchParams): number | null {
  const text = params.get("tail_lines")?.trim() ?? "";
  if (text === "") return null;
  if (!/^[+-]?\d+$/.test(text)) {
    throw new BadParameter("tail_lines must be an integer");
  }
  const lines = Number(text);
  if (lines < 1) throw new BadParameter("tail_lines must be >= 1");
  return Math.min(lines, MAX_TAIL_LINES);
}

/** More would not be read by anybody, and costs memory. */
const MAX_TAIL_LINES = 100_000;
