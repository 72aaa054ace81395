import { assertEquals } from "@std/assert";
import fc from "fast-check";
import {
  readEnvJson,
  readRows,
  readValue,
  rowsOf,
  typeWord,
  writeValue,
} from "./env_rows.ts";
import { envTextOf, readEnvText } from "./env_text.ts";

Deno.test("readValue() gives back every value that writeValue() wrote", () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => {
    const json = JSON.parse(JSON.stringify(value));
    assertEquals(readValue(writeValue(json)), json);
  }));
});

Deno.test("readValue() gives back every text, however much it looks like JSON", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
    assertEquals(readValue(writeValue(text)), text);
  }));
});

Deno.test("readValue() keeps what is no JSON as it is, backslashes and all", () => {
  for (const text of ["C:\\new", "1.2.3", "nullable", "'x'", " a ", "{x"]) {
    assertEquals(readValue(text), text);
  }
});

Deno.test("typeWord() names what a field holds", () => {
  assertEquals(["8", "x", "true", "null", "[1]", "{}"].map(typeWord), [
    "number",
    "text",
    "boolean",
    "not set",
    "list",
    "object",
  ]);
});

Deno.test("readRows() marks a value without a name, and a name used twice", () => {
  const { envar, problems } = readRows([
    { name: "A", text: "1" },
    { name: "", text: "lost" },
    { name: "A", text: "2" },
    { name: "", text: "" },
  ]);

  assertEquals(envar, { A: 1 });
  assertEquals([...problems.keys()], [1, 2]);
});

Deno.test("readEnvText() reads lines, leaves comments out and names bad lines", () => {
  const { envar, problems } = readEnvText("A=1\n# note\n\nB=x=y\nC\n");

  assertEquals(envar, { A: 1, B: "x=y" });
  assertEquals([...problems.keys()], [4]);
});

Deno.test("readEnvText() reads what envTextOf() wrote", () => {
  const envar = { A: 8, B: "8", C: null, D: { e: [true] }, F: "two\nlines" };

  assertEquals(readEnvText(envTextOf(envar)).envar, envar);
  assertEquals(readEnvText(JSON.stringify(envar)).envar, envar);
});

Deno.test("readEnvJson() wants one object", () => {
  assertEquals(readEnvJson("").problems.size, 0);
  assertEquals(readEnvJson("[1]").problems.size, 1);
  assertEquals(readEnvJson("{").problems.size, 1);
});

Deno.test("rowsOf() keeps the order of the variables", () => {
  assertEquals(rowsOf({ b: "x", a: 1 }), [
    { name: "b", text: "x" },
    { name: "a", text: "1" },
  ]);
});
