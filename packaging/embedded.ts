import { Buffer } from "node:buffer";
import { join } from "node:path";
import { filesIn } from "./app_folder.ts";

/** Beside the files, a compiled program carries names and a table of them. */
const MARGIN_BYTES = 4 * 2 ** 20;

/**
 * Lists the files of a folder whose content a compiled program lacks. All
 * that it carries stands at its end, behind the base binary.
 */
export async function notEmbedded(
  folder: string,
  program: string,
): Promise<string[]> {
  const files = await Promise.all(
    (await filesIn(folder)).map(async (path) => ({
      path,
      content: asText(await Deno.readFile(join(folder, path))),
    })),
  );
  const sum = files.reduce((sum, { content }) => sum + content.length, 0);
  const tail = await lastBytes(program, sum + MARGIN_BYTES);
  return files.filter(({ content }) => !tail.includes(content))
    .map(({ path }) => path);
}

async function lastBytes(path: string, count: number): Promise<string> {
  using file = await Deno.open(path);
  const { size } = await file.stat();
  await file.seek(Math.max(0, size - count), Deno.SeekMode.Start);
  return asText(Buffer.concat(await Array.fromAsync(file.readable)));
}

/** A character a byte: text is searched forty times as fast as bytes. */
function asText(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("latin1");
}
