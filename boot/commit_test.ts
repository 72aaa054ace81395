import { assertEquals } from "@std/assert";
import { readCommit } from "./commit.ts";

const HASH = "0123456789abcdef0123456789abcdef01234567";

async function commitOf(
  files: Readonly<Record<string, string>>,
): Promise<string> {
  const root = await Deno.makeTempDir({ prefix: "ant-boot-" });
  for (const [name, text] of Object.entries(files)) {
    const path = `${root}/.git/${name}`;
    await Deno.mkdir(path.replace(/\/[^/]*$/, ""), { recursive: true });
    await Deno.writeTextFile(path, text);
  }
  const commit = await readCommit(root);
  await Deno.remove(root, { recursive: true });
  return commit;
}

for (
  const [what, files, commit] of [
    ["a branch", {
      HEAD: "ref: refs/heads/main\n",
      "refs/heads/main": `${HASH}\n`,
    }, HASH],
    ["a packed branch", {
      HEAD: "ref: refs/heads/main\n",
      "packed-refs": `# pack-refs\n${HASH} refs/heads/main\n`,
    }, HASH],
    ["a commit of its own", { HEAD: `${HASH}\n` }, HASH],
    [
      "a branch without a commit",
      { HEAD: "ref: refs/heads/main\n" },
      "unknown",
    ],
    ["no repository", {}, "unknown"],
  ] as const
) {
  Deno.test(`readCommit() reads ${what}`, async () => {
    assertEquals(await commitOf(files), commit);
  });
}
