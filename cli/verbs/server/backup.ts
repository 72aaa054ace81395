import { resolve } from "node:path";
import { Failure } from "../../failure.ts";
import type { Call, Verb } from "../../grammar/verb.ts";
import type { Outcome } from "../../output/outcome.ts";

/** `ant backup`. */
export const verb: Verb = {
  words: { shown: "FILE", least: 1, most: 1, complete: "file" },
  description: [
    "Backs up a server while it works: queue, history, tokens and saved " +
    "variables as they are at one moment, and none of the logs. The file holds " +
    "secrets and is readable for its owner alone. It takes the token of an admin.",
  ],
  flags: [],
  examples: [["ant backup ant.json", "One that is there already is replaced."]],
  seeAlso: ["restore"],
  run,
};

async function run({ api, words, terminal }: Call): Promise<Outcome> {
  const path = resolve(terminal.cwd, words[0]!);
  const { body } = await (await api()).fetch("/backup");
  const bytes = await keep(path, body ?? ReadableStream.from([]));
  return {
    json: { path, bytes },
    plain: path,
    notes: [`Wrote ${path}, ${bytes} bytes`],
  };
}

/**
 * Resolves to the length, in bytes, once the file would survive a power cut.
 *
 * @throws {Failure} where it cannot be written whole; an older one is kept.
 */
async function keep(
  path: string,
  body: ReadableStream<Uint8Array>,
): Promise<number> {
  const aside = `${path}.tmp`;
  try {
    const mode = 0o600;
    await Deno.writeFile(aside, new Uint8Array(), { mode });
    await Deno.chmod(aside, mode); // One may have been left there.
    using file = await Deno.open(aside, { write: true });
    await body.pipeTo(file.writable, { preventClose: true });
    await file.sync();
    const { size } = await file.stat();
    await Deno.rename(aside, path);
    return size;
  } catch (cause) {
    const message = `Cannot write "${path}": ${(cause as Error).message}`;
    throw new Failure("failed", message, { cause });
  }
}
