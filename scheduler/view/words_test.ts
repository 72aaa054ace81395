import { assertEquals } from "@std/assert";
import {
  age,
  counted,
  duration,
  fileSize,
  gigabytes,
  gpuNames,
  grouped,
  measured,
  when,
} from "./words.ts";

const SECOND = 1000;
const HOUR = 3600 * SECOND;

Deno.test("duration() writes the two largest units", () => {
  const written = [400, 42 * SECOND, 492 * SECOND, 6.2 * HOUR, 27 * HOUR]
    .map(duration);

  assertEquals(written, ["< 1 s", "42 s", "8 m 12 s", "6 h 12 m", "1 d 03 h"]);
});

Deno.test("duration() never goes below nothing: clocks differ", () => {
  assertEquals(duration(-5 * SECOND), "< 1 s");
});

Deno.test("age() leaves the seconds out of an hour", () => {
  assertEquals([59 * SECOND, 38 * 60 * SECOND + 9, HOUR].map(age), [
    "59 s",
    "38 m",
    "1 h 00 m",
  ]);
});

Deno.test("when() says today, the weekday, or the date", () => {
  const now = new Date(2026, 10, 21, 15, 42).getTime();
  const at = (day: number, hour: number) =>
    when(new Date(2026, 10, day, hour, 5).getTime(), now);

  assertEquals([at(21, 0), at(20, 23), at(15, 9), at(14, 9)], [
    "today 00:05",
    "Fri 23:05",
    "Sun 09:05",
    "14 Nov 2026",
  ]);
});

Deno.test("gpuNames() names runs of three or more by their ends", () => {
  const written = [[], [4], [0, 1], [2, 0, 1, 3], [0, 2, 3]].map(gpuNames);

  assertEquals(written, [
    "No GPU",
    "GPU 4",
    "GPUs 0, 1",
    "GPUs 0–3",
    "GPUs 0, 2, 3",
  ]);
});

Deno.test("measured() writes a dash for what is not known, and 0 for 0", () => {
  assertEquals(
    [measured(null, "W"), measured(0, "W"), measured(12.34, "%")],
    ["–", "0 W", "12.3 %"],
  );
});

Deno.test("gigabytes() keeps a decimal only where it says something", () => {
  assertEquals([gigabytes(73_114), gigabytes(81_920), gigabytes(null)], [
    "71.4",
    "80",
    "–",
  ]);
});

Deno.test("grouped() and counted() group digits by thousands", () => {
  assertEquals(grouped(10_243), "10,243");
  assertEquals(counted(1, "task"), "1 task");
  assertEquals(counted(1_000_000, "task"), "1,000,000 tasks");
});

Deno.test("fileSize() writes three digits and the unit", () => {
  const sizes = [0, 1, 999, 1000, 1_070_000_000, 52_428_800].map(fileSize);

  assertEquals(sizes, [
    "0 bytes",
    "1 bytes",
    "999 bytes",
    "1 KB",
    "1.07 GB",
    "52.4 MB",
  ]);
});
