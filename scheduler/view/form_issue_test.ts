import { assertEquals } from "@std/assert";
import { envIssues } from "./env_issues.ts";
import { readRows } from "./env_rows.ts";
import { formIssue, messagesElsewhere, wrongOptions } from "./form_issue.ts";

const ROWS = [{ name: "A", text: "1" }, { name: " B", text: "" }];

Deno.test("formIssue() finds the field that an issue is about", () => {
  const places = [
    { line: 3, field: "envar.A" },
    { field: "envar.B" },
    { field: "tags" },
    { field: "n_gpus" },
    {},
  ].map((place) => {
    const { target, place: name } = formIssue({ message: "x", ...place }, ROWS);
    return `${target}: ${name}`;
  });

  assertEquals(places, [
    "command: line 3",
    "env-name-1: B",
    "tags: Tags",
    "n-gpus: GPUs",
    "command: Command",
  ]);
});

Deno.test("envIssues() names the row, by its number where it has no name", () => {
  const rows = [...ROWS, { name: "A", text: "2" }, { name: "", text: "3" }];

  const issues = envIssues(readRows(rows), rows, false);

  assertEquals(issues.map(({ target, place }) => [target, place]), [
    ["env-name-2", "A"],
    ["env-name-3", "row 4"],
  ]);
});

Deno.test("formIssue() finds the field of an option, and wrongOptions() its words", () => {
  const issue = { message: "no unit", field: "options.gpuMem" };
  const other = { message: "empty", field: "command" };

  const found = formIssue(issue, []);

  assertEquals([found.target, found.place], [
    "option-gpuMem",
    "Free GPU memory",
  ]);
  assertEquals(wrongOptions([issue, other]), { gpuMem: "no unit" });
  assertEquals(messagesElsewhere([issue, other]), ["empty"]);
});
