import { assertEquals } from "@std/assert";
import { dismiss, toasts } from "./toasts.ts";
import { textOfFile } from "./text_of_file.ts";
import { sameRows } from "./use_rows_file.ts";

/** What was said meanwhile, and is said no more. */
function said(): readonly (string | undefined)[] {
  const shown = toasts.value;
  for (const { key } of shown) dismiss(key);
  return shown.map(({ detail }) => detail);
}

const CHANGED = "lr.csv has changed or is gone; choose it again";

Deno.test("sameRows() says of a file that has changed since to choose it again", async () => {
  const text = () => Promise.reject(new DOMException("", "NotReadableError"));

  const gone = await sameRows({ name: "lr.csv", size: 4, text }, "lr\n1");
  const told = said();
  const other = await sameRows(new File(["lr\n2"], "lr.csv"), "lr\n1");

  assertEquals([gone, told], [null, [CHANGED]]);
  assertEquals([other, said()], [null, [CHANGED]]);
});

Deno.test("sameRows() gives the text of a file, and nothing of none", async () => {
  const found = await sameRows(new File(["lr\n1"], "lr.csv"), "lr\n1");

  assertEquals(found, "lr\n1");
  assertEquals(await sameRows(undefined, null), undefined);
  assertEquals(said(), []);
});

Deno.test("textOfFile() does not even read what is more than the server takes", async () => {
  let isRead = false;
  const text = () => Promise.resolve((isRead = true, ""));

  const found = await textOfFile(
    { name: "a.csv", size: 2e9, text },
    "Not read",
  );

  assertEquals([found, isRead], [null, false]);
  assertEquals(said(), ["a.csv is larger than 1 MB; split it"]);
});
