import { parse, TomlError } from "smol-toml";
import { Failure, usage } from "../failure.ts";

/** Reads a TOML file. @throws {Failure} with line and column of what is wrong. */
export async function readTomlFile(
  path: string,
): Promise<Readonly<Record<string, unknown>>> {
  return readToml(await readText(path), path);
}

/** Reads TOML. @throws {Failure} with line and column of what is wrong. */
export function readToml(
  text: string,
  path: string,
): Readonly<Record<string, unknown>> {
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const { line, column } = error;
    const why = error.message.split("\n")[0]!.replace(/^.*document: /, "");
    throw usage(
      `Cannot read "${path}", line ${line}, column ${column}: ${why}`,
    );
  }
}

/** Reads a file, or all of stdin for `-`. @throws {Failure} where it cannot. */
export async function readText(path: string): Promise<string> {
  try {
    return path === "-"
      ? await new Response(Deno.stdin.readable).text()
      : await Deno.readTextFile(path);
  } catch (cause) {
    const isAbsent = cause instanceof Deno.errors.NotFound;
    const why = isAbsent ? "there is no such file" : (cause as Error).message;
    throw new Failure(
      isAbsent ? "notFound" : "failed",
      `Cannot read "${path}": ${why}`,
      { cause },
    );
  }
}
