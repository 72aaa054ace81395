import { basename } from "node:path";
import { plainWords } from "../model/submit/plain_words.ts";
import { whyNotRunnable } from "./find_program.ts";
import { isOsError } from "./os_error.ts";

/** What a command is run by, and with what. */
export interface CommandPlace {
  readonly shell: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * The words of a command that needs no shell of its own: a program and plain
 * arguments. To start bash for it takes as long as all the rest of a launch.
 * `null` where a shell could make anything else of them, as by the file that
 * BASH_ENV names.
 */
export function directWords(
  command: string,
  { shell, env }: CommandPlace,
): [program: string, ...args: string[]] | null {
  const isKnown = ["bash", "dash", "sh"].includes(basename(shell));
  if (!isKnown || "BASH_ENV" in env || !env.PATH) return null;
  return plainWords(command);
}

/** Says why a program must be left to the shell; `null` when it need not. */
export function whyNotDirect(
  program: string,
  { cwd, env }: CommandPlace,
): Promise<string | null> {
  return whyNotRunnable(program, cwd, env.PATH ?? "", whyNotExecutable);
}

/** A script that does not name its shell is read by whichever one meets it. */
async function whyNotExecutable(path: string): Promise<string | null> {
  const bytes = new Uint8Array(4);
  try {
    using file = await Deno.open(path);
    await file.read(bytes);
  } catch (error) {
    if (!isOsError(error)) throw error;
    return `"${path}" cannot be read`;
  }
  const start = String.fromCharCode(...bytes);
  return start === "\x7fELF" || start.startsWith("#!")
    ? null
    : `"${path}" is text without a shell's name`;
}
