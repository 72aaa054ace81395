import { assertEquals } from "@std/assert";
import { textOfRows } from "./use_rows_file.ts";
import { dismiss, toasts } from "./toasts.ts";

function aField(...files: Pick<File, "name" | "text">[]) {
  return { files: files as unknown as FileList };
}

Deno.test("textOfRows() says of a file that has changed since to choose it again", async () => {
  const text = () => Promise.reject(new DOMException("", "NotReadableError"));

  const found = await textOfRows(aField({ name: "lr.csv", text }));
  const details = toasts.value.map(({ detail }) => detail);
  dismiss(toasts.value[0]!.key);

  assertEquals(found, null);
  assertEquals(details, ["lr.csv has changed or is gone; choose it again"]);
});

Deno.test("textOfRows() gives the text of a file, and nothing of none", async () => {
  assertEquals(
    await textOfRows(aField(new File(["lr\n1"], "lr.csv"))),
    "lr\n1",
  );
  assertEquals(await textOfRows(aField()), undefined);
});
