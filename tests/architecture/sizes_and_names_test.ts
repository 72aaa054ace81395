import { assertEquals } from "@std/assert";
import {
  foldersOf,
  isModule,
  isTest,
  readSourceFiles,
} from "./source_files.ts";

const files = await readSourceFiles();

const PRODUCT_LINES = 250;
const TEST_LINES = 400;
/** A style sheet is read rule by rule. */
const SHEET_LINES = 300;
const NAMELESS = ["util", "helper", "lib", "common", "manager", "service"];

/** Words of a name: `task_manager.ts` and `TaskManager.tsx` have the same. */
function wordsOf(path: string): string[] {
  const name = path.split("/").at(-1)!.replace(/\.\w+$/, "");
  return name.split(/[_.\-]|(?<=[a-z])(?=[A-Z])/).map((word) =>
    word.toLowerCase().replace(/s$/, "")
  );
}

Deno.test("no file is longer than one can read in one go", () => {
  const tooLong = files
    .filter((file) => isModule(file) || /\.(sh|css)$/.test(file.path))
    .map((file) => {
      const lines = file.text.trimEnd().split("\n").length;
      const most = isTest(file)
        ? TEST_LINES
        : file.path.endsWith(".css")
        ? SHEET_LINES
        : PRODUCT_LINES;
      return lines > most ? `${file.path}: ${lines} of ${most} lines` : null;
    })
    .filter((line) => line !== null);

  assertEquals(tooLong, []);
});

Deno.test("every file and folder is named after what passes through it", () => {
  const paths = [
    ...files.filter(isModule).map(({ path }) => path),
    ...foldersOf(files),
  ];

  const nameless = paths
    .filter((path) => !/^tests\/helpers(\/|$)/.test(path))
    .filter((path) => wordsOf(path).some((word) => NAMELESS.includes(word)));

  assertEquals(nameless, []);
});

Deno.test("modules are snake_case, components and islands PascalCase", () => {
  const modules = files.filter(isModule).map(({ path }) => path);

  const misnamed = modules.filter((path) => {
    const name = path.split("/").at(-1)!;
    if (/(^|\/)routes\//.test(path)) return false; // A URL is no name.
    return /(^|\/)(components|islands)\/.*\.tsx$/.test(path)
      ? !/^[A-Z]\w*(_test)?\.tsx$/.test(name)
      : !/^[a-z0-9]+(_[a-z0-9]+)*\.tsx?$/.test(name);
  });

  assertEquals(misnamed, []);
});

Deno.test("everything comes from npm or from here", () => {
  const elsewhere = ["jsr" + ":", "deno" + ".land/", "esm" + ".sh/"];

  const found = files
    .filter(({ path }) => !path.endsWith(".md"))
    .flatMap(({ path, text }) =>
      elsewhere.filter((word) => text.includes(word))
        .map((word) => `${path}: ${word}`)
    );

  assertEquals(found, []);
});

Deno.test("no file knows the folder it was written in", () => {
  const folders = ["/" + "work/main", "/" + "work/shared"];

  const found = files.filter(({ text }) =>
    folders.some((folder) => text.includes(folder))
  );

  assertEquals(found.map(({ path }) => path), []);
});
