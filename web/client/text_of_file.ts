import { sayFailed } from "./toasts.ts";

/** As much as the server takes for one submission, about. */
const MAX_BYTES = 1_000_000;

/** What is read of a file. */
export type Readable = Pick<File, "name" | "size" | "text">;

/** Reads a file; says why, and gives `null`, where that is too much or fails. */
export async function textOfFile(
  file: Readable,
  failed: string,
): Promise<string | null> {
  if (file.size > MAX_BYTES) {
    sayFailed(failed, new Error(`${file.name} is larger than 1 MB; split it`));
    return null;
  }
  try {
    return await file.text();
  } catch {
    // Browsers let go of a file that has changed since it was chosen.
    sayFailed(failed, goneOrChanged(file));
    return null;
  }
}

/** Why a file is not what a person chose any more. */
export function goneOrChanged({ name }: Readable): Error {
  return new Error(`${name} has changed or is gone; choose it again`);
}
