import { assertEquals } from "@std/assert";
import { editDistance, nearest } from "./nearest.ts";

Deno.test("editDistance() counts inserts, deletes, replacements and swaps", () => {
  assertEquals(editDistance("gpus", "gpus"), 0);
  assertEquals(editDistance("gpu", "gpus"), 1);
  assertEquals(editDistance("gpsu", "gpus"), 1);
  assertEquals(editDistance("cat", "cot"), 1);
  assertEquals(editDistance("", "abc"), 3);
  assertEquals(editDistance("kitten", "sitting"), 3);
});

Deno.test("nearest() finds the closest word, and none that is far", () => {
  const words = ["date", "datetime", "time"];

  assertEquals(nearest("dat", words), "date");
  assertEquals(nearest("tiem", words), "time");
  assertEquals(nearest("phrase", words), null);
  assertEquals(nearest("id", ["cwd"]), null);
  assertEquals(nearest("le", ["ls"]), "ls");
});
