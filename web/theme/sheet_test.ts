import { assertEquals, assertStringIncludes } from "@std/assert";
import { HEAD_SHEET, PART_SHEETS } from "./sheet.ts";
import { UTILITIES } from "./utilities.ts";

const ROOT = new URL("../../", import.meta.url);
const sheets = await Promise.all(
  PART_SHEETS.map((part) =>
    Deno.readTextFile(new URL(`static/css/${part}.css`, ROOT))
  ),
);
const styled = new Set(
  sheets.join("\n").replace(/\{[^{}]*\}/g, "{}").match(/\.[a-z][\w-]*/g)
    ?.map((selector) => selector.slice(1)),
);
const used = new Set(await classesIn("components"));
for (const name of await classesIn("islands")) used.add(name);
for (const name of await classesIn("routes")) used.add(name);

Deno.test("every class in use is a part's, or a utility that twind writes", () => {
  const unknown = [...used].filter((name) =>
    !styled.has(name) && !UTILITIES.includes(name)
  );

  assertEquals(unknown, []);
});

Deno.test("twind writes each utility in use, and none besides", () => {
  assertEquals(UTILITIES.filter((name) => !used.has(name)), []);
  for (const name of UTILITIES) {
    assertStringIncludes(HEAD_SHEET, `.${name}{`);
  }
});

Deno.test("no text is smaller than 12 px", () => {
  const sizes = [...sheets.join("\n").matchAll(/font-size: ([\d.]+)px/g)]
    .map(([, size]) => Number(size));

  assertEquals(sizes.filter((size) => size < 12), []);
});

/** The class names that stand literally in a folder's sources. */
async function classesIn(folder: string): Promise<string[]> {
  const names: string[] = [];
  for await (const path of sources(new URL(`${folder}/`, ROOT))) {
    const text = await Deno.readTextFile(path);
    for (const [, list] of text.matchAll(/\bclass="([^"]*)"/g)) {
      names.push(...list!.split(/\s+/));
    }
  }
  return names.filter((name) => name !== "");
}

async function* sources(folder: URL): AsyncGenerator<URL> {
  for await (const entry of Deno.readDir(folder)) {
    if (entry.isDirectory) yield* sources(new URL(`${entry.name}/`, folder));
    else if (/(?<!_test)\.tsx$/.test(entry.name)) {
      yield new URL(entry.name, folder);
    }
  }
}
