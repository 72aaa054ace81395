import { textOfFile } from "./text_of_file.ts";
import { sayFailed } from "./toasts.ts";

const FAILED = "Not read";

/** Reads a file of commands; says why, and gives `null`, where it is none. */
export async function droppedText(file: File): Promise<string | null> {
  const text = await textOfFile(file, FAILED);
  if (!text?.includes("\0")) return text?.replaceAll("\r\n", "\n") ?? null;
  const why = `${file.name}: it is no text; drop a file of commands`;
  sayFailed(FAILED, new Error(why));
  return null;
}
