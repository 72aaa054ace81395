import { assertEquals } from "@std/assert";
import { readCsvRows } from "./csv_rows.ts";
import { Invalid } from "./issues.ts";

function read(text: string) {
  const rows = readCsvRows(text);
  return rows instanceof Invalid
    ? rows.reason
    : rows.map((row) => Object.fromEntries(row));
}

Deno.test("readCsvRows() reads quotes, blanks, CRLF and a last line without an end", () => {
  assertEquals(read('\uFEFFlr, name\r\n0.1,"a ""b"", c"\r\n\r\n,x'), [
    { lr: "0.1", name: 'a "b", c' },
    { lr: "", name: "x" },
  ]);
});

Deno.test("readCsvRows() takes a line feed in quotes for text", () => {
  assertEquals(read('a,b\n"1\n2",3\n'), [{ a: "1\n2", b: "3" }]);
});

const WRONG: Readonly<Record<string, RegExp>> = {
  "": /needs a line of names/,
  "lr\n": /needs a line of names/,
  "l r\n1": /"l r" in its first line is no name/,
  "a,a\n1,2": /names a column twice/,
  'a,b\n"x\ny",2\n1,2,3': /its line 4 has 3 values, the first line has 2/,
  'a\n"1': /its line 2 has a quotation mark without a pair/,
  "a,b\n1,": /^$/,
  "a\nx\nm\uFFFDn": /its line 3 is not UTF-8/,
};

for (const [text, problem] of Object.entries(WRONG)) {
  Deno.test(`readCsvRows() of ${JSON.stringify(text)} says where it is wrong, if it is`, () => {
    const found = read(text);
    assertEquals(problem.test(typeof found === "string" ? found : ""), true);
  });
}
