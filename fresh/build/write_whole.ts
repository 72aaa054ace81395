/**
 * Writes a file that others may be reading, or writing too: they find what it
 * was or what it is to be, and never the half of it.
 */
export async function writeWhole(
  path: string,
  content: Uint8Array | string,
): Promise<void> {
  const aside = `${path}.${crypto.randomUUID()}`;
  if (typeof content === "string") await Deno.writeTextFile(aside, content);
  else await Deno.writeFile(aside, content);
  await Deno.rename(aside, path);
}
