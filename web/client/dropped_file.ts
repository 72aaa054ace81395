import { sayFailed } from "./toasts.ts";

/** As much as the server takes for one submission, about. */
const MAX_BYTES = 1_000_000;

/** Reads a text file; says why, and gives `null`, where it is none. */
export async function textOfFile(file: File): Promise<string | null> {
  if (file.size > MAX_BYTES) {
    return refuse(file, "it is larger than 1 MB; submit it by curl instead");
  }
  const text = await file.text();
  return text.includes("\0")
    ? refuse(file, "it is no text; drop a file of commands")
    : text.replaceAll("\r\n", "\n");
}

function refuse({ name }: File, why: string): null {
  sayFailed("Not read", new Error(`${name}: ${why}`));
  return null;
}
