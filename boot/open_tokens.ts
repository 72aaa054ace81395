import { dirname } from "node:path";
import { StartError } from "../config/start_error.ts";
import { realDisk } from "../scheduler/adapters/disk.ts";
import { writeAside } from "../scheduler/adapters/write_aside.ts";
import { TokenStore } from "../web/people/token_store.ts";

/** The name of the named tokens' file, beside the recovery file. */
export const TOKENS_FILE = "ant_tokens.json";

/**
 * Reads the named tokens.
 *
 * @throws {StartError} where they cannot be read; the file is left alone.
 */
export async function openTokens(
  stateFile: string,
  warn: (problem: string) => void,
): Promise<TokenStore> {
  const path = `${dirname(stateFile)}/${TOKENS_FILE}`;
  try {
    const bytes = await realDisk.read(path);
    return new TokenStore({
      text: bytes === null ? null : new TextDecoder().decode(bytes),
      write: (text) => writeAside(path, text),
      now: Date.now,
      warn: (problem) => warn(`Cannot write "${path}": ${problem}`),
    });
  } catch (cause) {
    const { message } = cause as Error;
    throw new StartError(
      "token",
      `Cannot use token file "${path}": ${message}; mend it, or delete it ` +
        `and make the tokens anew`,
      { cause },
    );
  }
}
