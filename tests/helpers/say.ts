/** Prints a line of progress, so that a slow test is not taken for a hang. */
export function say(line: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`  ${line}\n`));
}
