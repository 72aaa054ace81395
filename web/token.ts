import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { dirname } from "node:path";
import { StartError } from "../config/start_error.ts";

/** The name of the token's file, beside the recovery file. */
export const TOKEN_FILE = "ant_token";

const TOKEN_BYTES = 32;
const LEAST_LENGTH = 16;

/** The secret that lets people and programs in. */
export class Token {
  /** What a person types; goes into no log and no page. */
  readonly value: string;
  readonly #digest: Uint8Array;

  constructor(value: string) {
    this.value = value;
    this.#digest = digestOf(value);
  }

  /** Compares in a time that tells nothing about the token. */
  isToken(candidate: string): boolean {
    return timingSafeEqual(digestOf(candidate), this.#digest);
  }
}

/**
 * Takes the token from the environment, else from its file; makes the file
 * on the first start, readable for its owner alone.
 *
 * @throws {StartError} where the file cannot be read, made, or trusted.
 */
export async function loadToken(
  path: string,
  fromEnvironment: string | null,
): Promise<Token> {
  if (fromEnvironment !== null) return new Token(fromEnvironment);
  try {
    return await readToken(path) ?? await makeToken(path);
  } catch (cause) {
    if (cause instanceof StartError) throw cause;
    throw new StartError(
      "token",
      `Cannot use token file "${path}": ${
        (cause as Error).message
      }; make it readable, or set ANT_TOKEN`,
      { cause },
    );
  }
}

async function readToken(path: string): Promise<Token | null> {
  let value: string;
  try {
    value = (await Deno.readTextFile(path)).trim();
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
  if (value.length < LEAST_LENGTH || !/^[!-~]+$/.test(value)) {
    throw new StartError(
      "token",
      `Cannot use token file "${path}": it holds no token of ${LEAST_LENGTH} or more characters; delete it to have a new one made`,
    );
  }
  const { mode } = await Deno.stat(path);
  if (mode !== null && (mode & 0o077) !== 0) await Deno.chmod(path, 0o600);
  return new Token(value);
}

async function makeToken(path: string): Promise<Token> {
  const token = new Token(randomBytes(TOKEN_BYTES).toString("base64url"));
  await Deno.mkdir(dirname(path), { recursive: true, mode: 0o700 });
  using file = await Deno.open(path, {
    write: true,
    createNew: true, // Another start must not be overwritten.
    mode: 0o600,
  });
  await file.write(new TextEncoder().encode(`${token.value}\n`));
  await file.sync();
  return token;
}

function digestOf(text: string): Uint8Array {
  return createHash("sha256").update(text).digest();
}
