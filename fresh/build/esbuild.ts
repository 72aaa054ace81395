import { createRequire } from "node:module";
import { arch, platform } from "node:process";

/**
 * Runs esbuild's own program and waits until it has ended. The package's
 * JavaScript keeps one running as a service, and does not say when it is gone.
 *
 * @throws {Error} with esbuild's words, when the code cannot be bundled.
 */
export async function runEsbuild(
  cwd: string,
  args: readonly string[],
): Promise<void> {
  const program = await findProgram();
  const { success, stderr } = await new Deno.Command(program, {
    args: [...args],
    cwd,
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).output();
  if (success) return;
  const said = new TextDecoder().decode(stderr).trim();
  throw new Error(`Cannot bundle the islands: ${said}`);
}

async function findProgram(): Promise<string> {
  // Only what is imported somewhere is installed.
  await import("esbuild");
  const main = createRequire(import.meta.url).resolve("esbuild");
  const path = platform === "win32" ? "esbuild.exe" : "bin/esbuild";
  const program = `@esbuild/${platform}-${arch}/${path}`;
  return createRequire(main).resolve(program);
}
