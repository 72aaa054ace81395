/** The commit that this tree was checked out at or packed from, or `unknown`. */
export async function readCommit(root: string): Promise<string> {
  try {
    return hashOr(await read(`${root}/commit`));
  } catch {
    return await readHead(root);
  }
}

async function readHead(root: string): Promise<string> {
  try {
    const head = await read(`${root}/.git/HEAD`);
    if (!head.startsWith("ref: ")) return hashOr(head);
    const ref = head.slice("ref: ".length);
    return hashOr(
      await read(`${root}/.git/${ref}`).catch(() => packed(root, ref)),
    );
  } catch {
    return "unknown"; // A copy without its repository runs just as well.
  }
}

async function packed(root: string, ref: string): Promise<string> {
  const lines = (await read(`${root}/.git/packed-refs`)).split("\n");
  return lines.find((line) => line.endsWith(` ${ref}`))?.split(" ")[0] ?? "";
}

async function read(path: string): Promise<string> {
  return (await Deno.readTextFile(path)).trim();
}

function hashOr(text: string): string {
  return /^[0-9a-f]{40}$/.test(text) ? text : "unknown";
}
