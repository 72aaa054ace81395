import { assertEquals } from "@std/assert";
import { ZipNames } from "./zip_names.ts";

Deno.test("ZipNames names files after tasks, each once, and as every system can write them", () => {
  const names = new ZipNames();

  const given = [
    "train-7",
    "Train-7",
    "train-7",
    'a/b\\c:d*e?"f<g>h|i',
    "..",
    "CON",
    "com1.x",
    "console",
    "é",
    "e\u0301",
  ].map((id) => names.nameFor(id));

  assertEquals(given, [
    "train-7.log",
    "Train-7 (2).log",
    "train-7 (3).log",
    "a_b_c_d_e__f_g_h_i.log",
    "...log",
    "_CON.log",
    "_com1.x.log",
    "console.log",
    "é.log",
    "e\u0301 (2).log",
  ]);
});
