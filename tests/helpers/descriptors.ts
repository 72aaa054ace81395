/** This process's descriptors of a file, as proc_pid_fd(5) names them. */
export function descriptorsOf(path: string): string[] {
  return [...Deno.readDirSync("/proc/self/fd")]
    .map(({ name }) => name)
    .filter((name) => targetOf(name) === path);
}

function targetOf(descriptor: string): string | null {
  try {
    return Deno.readLinkSync(`/proc/self/fd/${descriptor}`);
  } catch {
    return null; // Closed by now.
  }
}
