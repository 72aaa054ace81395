import { delimiter, resolve } from "node:path";
import { isOsError } from "./os_error.ts";

/**
 * Says why a program cannot be run, or `null` when it can: a name without a
 * slash is looked up in PATH, as execvp(3) does. `andAlso` says what else may
 * be wrong with the file.
 */
export async function whyNotRunnable(
  program: string,
  cwd: string,
  searchPath: string,
  andAlso: (path: string) => Promise<string | null> = nothing,
): Promise<string | null> {
  const isPath = program.includes("/");
  const folders = isPath ? [cwd] : searchPath.split(delimiter);
  for (const folder of folders) {
    const path = resolve(cwd, folder, program);
    const problem = await problemOf(path, program);
    if (problem === null) return await andAlso(path);
    if (isPath) return problem;
  }
  return `program "${program}" is in no folder of PATH`;
}

/** Says why a folder cannot be worked in, or `null` when it can. */
export async function whyNotEnterable(folder: string): Promise<string | null> {
  const what = `working folder "${folder}"`;
  try {
    const { isDirectory } = await Deno.stat(folder);
    return isDirectory ? null : `${what} is not a folder`;
  } catch (error) {
    return `${what} ${causeOf(error)}`;
  }
}

/** Words an error of the file system, to follow the name of what it is about. */
export function causeOf(error: unknown): string {
  if (error instanceof Deno.errors.NotFound) return "does not exist";
  if (error instanceof Deno.errors.PermissionDenied) {
    return "is closed to this account";
  }
  if (isOsError(error)) {
    return `cannot be used: ${error.message}`;
  }
  throw error;
}

async function problemOf(path: string, name: string): Promise<string | null> {
  const what = `program "${name}"`;
  try {
    const { isFile, mode } = await Deno.stat(path);
    if (!isFile) return `${what} is not a file`;
    return ((mode ?? 0) & 0o111) === 0 ? `${what} is not executable` : null;
  } catch (error) {
    return `${what} ${causeOf(error)}`;
  }
}

function nothing(): Promise<null> {
  return Promise.resolve(null);
}
