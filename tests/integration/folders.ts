/** A folder of a test's own. */
export interface Folder extends AsyncDisposable {
  readonly dir: string;
}

/** Makes an empty folder that goes with the test. */
export async function aFolder(): Promise<Folder> {
  const dir = await Deno.makeTempDir({ prefix: "ant-test-" });
  const remove = () => Deno.remove(dir, { recursive: true });
  return { dir, [Symbol.asyncDispose]: remove };
}

/** The names in a folder, sorted. */
export async function namesIn(dir: string): Promise<string[]> {
  const entries = await Array.fromAsync(Deno.readDir(dir));
  return entries.map(({ name }) => name).sort();
}

/** The permissions of a file or folder, as chmod(1) takes them. */
export async function modeOf(path: string): Promise<string> {
  const { mode } = await Deno.lstat(path);
  return (mode! & 0o777).toString(8);
}

/** The permissions of what is in a folder, by name. */
export async function modesIn(dir: string): Promise<Record<string, string>> {
  const names = await namesIn(dir);
  return Object.fromEntries(
    await Promise.all(
      names.map(async (name) => [name, await modeOf(`${dir}/${name}`)]),
    ),
  );
}
