import { textOfFile } from "./text_of_file.ts";
import { sayFailed } from "./toasts.ts";

/** As much as the server takes for one submission, about. */
const MAX_BYTES = 1_000_000;
const FAILED = "Not read";

/** Reads a file of commands; says why, and gives `null`, where it is none. */
export async function droppedText(file: File): Promise<string | null> {
  if (file.size > MAX_BYTES) {
    return refuse(file, "it is larger than 1 MB; submit it by curl instead");
  }
  const text = await textOfFile(file, FAILED);
  return text?.includes("\0")
    ? refuse(file, "it is no text; drop a file of commands")
    : text?.replaceAll("\r\n", "\n") ?? null;
}

function refuse({ name }: File, why: string): null {
  sayFailed(FAILED, new Error(`${name}: ${why}`));
  return null;
}
