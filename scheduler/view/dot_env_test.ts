import { assertEquals } from "@std/assert";
import { mergeRows, readDotEnv } from "./dot_env.ts";
import { readRows } from "./env_rows.ts";

function valuesOf(text: string) {
  return readRows(readDotEnv(text)).envar;
}

Deno.test("readDotEnv() reads names, quotes, export and comments", () => {
  const text = `# a comment
A=plain words # and a comment
export B = "two
lines\\t\\"quoted\\"" # here too
C='single # not a comment'
EMPTY=
URL=postgres://me:pw@host/db?x=1#part
no variable
\tD.E=1\r
`;

  assertEquals(valuesOf(text), {
    A: "plain words",
    B: 'two\nlines\t"quoted"',
    C: "single # not a comment",
    EMPTY: "",
    URL: "postgres://me:pw@host/db?x=1#part",
    "D.E": 1,
  });
});

Deno.test("readDotEnv() takes every value for the text it is", () => {
  const text = 'A=007\nB=1e5\nC=true\nD=[1\nE=null\nF=8\nG="12"';

  const { F: eight, G: twelve, ...rest } = valuesOf(text);

  assertEquals(rest, { A: "007", B: "1e5", C: "true", D: "[1", E: "null" });
  assertEquals([eight, twelve], [8, 12]);
});

Deno.test("mergeRows() gives known names their new values, and adds the others", () => {
  const rows = [{ name: "A", text: "1" }, { name: "B", text: "2" }];
  const added = [
    { name: "C", text: "x" },
    { name: "B", text: "3" },
    { name: "C", text: "4" },
  ];

  assertEquals(mergeRows(rows, added).map(({ name, text }) => name + text), [
    "A1",
    "B3",
    "C4",
  ]);
});
