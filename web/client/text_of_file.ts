import { sayFailed } from "./toasts.ts";

/** Reads a file; says why, and gives `null`, where a browser can not. */
export async function textOfFile(
  file: Pick<File, "name" | "text">,
  failed: string,
): Promise<string | null> {
  try {
    return await file.text();
  } catch {
    // Browsers let go of a file that has changed since it was chosen.
    sayFailed(failed, goneOrChanged(file));
    return null;
  }
}

/** Why a file is not what a person chose any more. */
export function goneOrChanged({ name }: Pick<File, "name">): Error {
  return new Error(`${name} has changed or is gone; choose it again`);
}
