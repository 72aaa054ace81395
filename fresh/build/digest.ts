import { createHash } from "node:crypto";

/** Names content: 16 hexadecimal digits that change when it does. */
export function digest(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part).update("\0");
  return hash.digest("hex").slice(0, 16);
}

/** Names the content of a file; `null` where there is none. */
export async function digestFile(path: string): Promise<string | null> {
  try {
    return digest(await Deno.readFile(path));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}
