import { assertEquals } from "@std/assert";
import { join } from "node:path";
import { pagesOf } from "./pages.ts";

const FILES = {
  "routes/_layout.ts": `import "../islands/frame.ts";`,
  "routes/list.ts": `import "../parts.ts";`,
  "parts.ts": `import "./islands/list.ts";`,
  "islands/frame.ts": "",
  "islands/list.ts": `import "./row.ts"; import("./late.ts");`,
  "islands/row.ts": "",
  "islands/late.ts": "",
  "islands/lone.ts": "",
};

Deno.test("pagesOf() takes what islands import as parts of them, and not as pages", async () => {
  const root = await Deno.realPath(await Deno.makeTempDir());
  try {
    for (const [path, text] of Object.entries(FILES)) {
      await Deno.mkdir(join(root, path, ".."), { recursive: true });
      await Deno.writeTextFile(join(root, path), text);
    }
    const below = (dir: string) =>
      Object.keys(FILES).filter((path) => path.startsWith(dir))
        .map((path) => join(root, path));

    const pages = await pagesOf(
      root,
      root,
      below("routes/"),
      below("islands/"),
    );

    const names = pages.map((page) =>
      page.map((path) => path.slice(`${root}/islands/`.length))
    );
    assertEquals(names, [["frame.ts"], ["frame.ts", "list.ts"], ["lone.ts"]]);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});
