import { resolve } from "node:path";
import {
  CLUE_BYTES,
  clueIn,
  type FailureClue,
} from "../model/failure_class.ts";
import { exceptionIn } from "../model/traceback.ts";
import { headerEnd } from "./log_frame.ts";
import type { Exit, Task } from "../model/task.ts";

/**
 * Adds to a failure what the end of the log says of it. A log that is gone or
 * can not be read says nothing.
 */
export async function withClue(
  { logFile }: Task,
  exit: Exit,
): Promise<Exit> {
  if (!isFailure(exit) || logFile === null) return exit;
  const text = await endOf(resolve(logFile));
  const clue = clueIn(text) ?? exceptionClue(exit, text);
  return clue === null ? exit : { ...exit, clue };
}

/** From 128 on a shell's exit code tells of a signal; POSIX XCU, 2.8.2. */
function exceptionClue(exit: Exit, text: string): FailureClue | null {
  if (exit.kind !== "code" || exit.code >= 128) return null;
  const words = exceptionIn(text);
  return words === null ? null : { class: "exit", words };
}

/** Tells a failure from a success, and from an end that nobody saw. */
export function isFailure(
  exit: Exit,
): exit is Extract<Exit, { kind: "code" | "signal" }> {
  return exit.kind === "signal" || exit.kind === "code" && exit.code !== 0;
}

async function endOf(path: string): Promise<string> {
  try {
    using file = await Deno.open(path);
    const { size } = await file.stat();
    await file.seek(Math.max(0, size - CLUE_BYTES), Deno.SeekMode.Start);
    const bytes = new Uint8Array(CLUE_BYTES);
    const read = await file.read(bytes) ?? 0;
    const text = new TextDecoder().decode(bytes.subarray(0, read));
    return size > CLUE_BYTES ? text : text.slice(headerEnd(text));
  } catch {
    return "";
  }
}
