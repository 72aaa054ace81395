import { dirname } from "node:path";
import { isOsError } from "./os_error.ts";

/** Adds text to a log, which is made where it is missing, with its folder. */
export async function appendToLog(path: string, text: string): Promise<void> {
  const options = { append: true, mode: 0o600 };
  try {
    await Deno.writeTextFile(path, text, options);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    await Deno.mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await Deno.writeTextFile(path, text, options);
  }
}

/**
 * Adds text to a log that is there. What the disk answers is not an error: a
 * log that is gone, or full, must not keep a task from its end.
 */
export async function appendIfThere(path: string, text: string): Promise<void> {
  try {
    await Deno.writeTextFile(path, text, { append: true, create: false });
  } catch (error) {
    if (!isOsError(error)) throw error;
  }
}
