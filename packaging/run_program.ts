/** How a program ended, and all that it said. */
export interface Ended {
  readonly success: boolean;
  /** Standard output and standard error, without colors. */
  readonly said: string;
}

/** Runs a program to its end. */
export async function runProgram(
  program: string,
  args: readonly string[],
  how: Pick<Deno.CommandOptions, "cwd" | "env"> = {},
): Promise<Ended> {
  const { env, ...rest } = how;
  const { success, stdout, stderr } = await new Deno.Command(program, {
    ...rest,
    args: [...args],
    env: { ...env, NO_COLOR: "1" },
    stdin: "null",
  }).output();
  const decoder = new TextDecoder();
  return { success, said: decoder.decode(stdout) + decoder.decode(stderr) };
}

/**
 * Runs a program that has to succeed.
 *
 * @throws {Error} with the program's own words.
 */
export async function mustRun(
  ...command: Parameters<typeof runProgram>
): Promise<void> {
  const { success, said } = await runProgram(...command);
  if (!success) throw new Error(`"${command[0]}" failed: ${said.trim()}`);
}
