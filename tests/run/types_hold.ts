/**
 * Checks all types at once, which the suites then need not do each for its
 * own part; `false` where they do not hold. Deno remembers what it has found
 * to hold, so that this costs nothing after `deno task check`.
 */
export async function typesHold(root: string): Promise<boolean> {
  const { success } = await new Deno.Command(Deno.execPath(), {
    args: ["check", "--frozen"],
    cwd: root,
    stdin: "null",
    stdout: "null",
    stderr: "null",
  }).output();
  return success;
}
