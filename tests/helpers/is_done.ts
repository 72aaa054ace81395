/** Runs a program in silence; whether it went well. */
export async function isDone(
  program: string,
  ...args: string[]
): Promise<boolean> {
  const how = { args, stdout: "null", stderr: "null" } as const;
  return (await new Deno.Command(program, how).output()).success;
}
