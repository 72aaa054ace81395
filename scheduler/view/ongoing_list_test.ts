import { assertEquals } from "@std/assert";
import { aRunningView } from "../../tests/helpers/views.ts";
import {
  findOngoing,
  groupByTag,
  movedBefore,
  ongoingAddress,
  readOngoingQuery,
  sortOngoing,
} from "./ongoing_list.ts";

const TASKS = [
  { ...aRunningView("run-10", 2, 3), tags: ["vit"] },
  { ...aRunningView("run-9"), tags: [] },
  { ...aRunningView("Alpha", 0), tags: ["llama", "vit"] },
];
const ALL = readOngoingQuery(new URLSearchParams());

function sorted(
  ...args: Parameters<typeof sortOngoing> extends [unknown, ...infer Rest]
    ? Rest
    : never
): string[] {
  return sortOngoing(TASKS, ...args).map(({ id }) => id);
}

Deno.test("sortOngoing() orders by names as people read them, by start and by GPU", () => {
  assertEquals(sorted("name-az", []), ["Alpha", "run-9", "run-10"]);
  assertEquals(sorted("name-za", []), ["run-10", "run-9", "Alpha"]);
  assertEquals(sorted("started-oldest", []), ["run-10", "run-9", "Alpha"]);
  assertEquals(sorted("started-newest", []), ["Alpha", "run-9", "run-10"]);
  assertEquals(sorted("gpu", []), ["Alpha", "run-10", "run-9"]);
});

Deno.test("sortOngoing() keeps a person's own order, and new tasks behind it", () => {
  assertEquals(
    sorted("mine", ["gone", "Alpha", "run-10"]),
    ["Alpha", "run-10", "run-9"],
  );
  assertEquals(sorted("mine", []), ["run-10", "run-9", "Alpha"]);
});

Deno.test("groupByTag() shows each task once, under the first of its tags", () => {
  const groups = groupByTag(TASKS);

  assertEquals(
    groups.map(({ tag, tasks }) => [tag, tasks.map(({ id }) => id)]),
    [["llama", ["Alpha"]], ["vit", ["run-10"]], [null, ["run-9"]]],
  );
});

Deno.test("findOngoing() looks at words and at tags", () => {
  const found = findOngoing(TASKS, { ...ALL, tags: ["vit"], text: "RUN-1" });

  assertEquals(found.map(({ id }) => id), ["run-10"]);
});

Deno.test("movedBefore() moves one before another, or to the end", () => {
  assertEquals(movedBefore(["a", "b", "c"], "c", "a"), ["c", "a", "b"]);
  assertEquals(movedBefore(["a", "b", "c"], "a", null), ["b", "c", "a"]);
});

Deno.test("ongoingAddress() says what readOngoingQuery() reads", () => {
  const address = "ongoing_task?q=a+b&tag=x&tag=y&sort=gpu&by=tag";
  const { searchParams } = new URL(address, "http://page");

  assertEquals(ongoingAddress(readOngoingQuery(searchParams)), address);
  assertEquals(ongoingAddress(ALL), "ongoing_task");
});
