import { assertEquals } from "@std/assert";
import { T0 } from "../../tests/helpers/builders.ts";
import { aTaskView } from "../../tests/helpers/views.ts";
import {
  listPage,
  PAGE_SIZE,
  readListQuery,
  writeListQuery,
} from "./completed_list.ts";

const query = (search = "") => readListQuery(new URLSearchParams(search));
const idsOf = (search: string, ...tasks: ReturnType<typeof aTaskView>[]) =>
  listPage(tasks, query(search)).rows.map(({ id }) => id);

const OLD = aTaskView("run-2", { endedAtMs: T0 + 1, startedAtMs: T0 - 5 });
const NEW = aTaskView("run-10", { endedAtMs: T0 + 9, startedAtMs: T0 - 9 });
const NEVER_STARTED = aTaskView("run-1", {
  state: "terminated",
  endedAtMs: T0 + 5,
  startedAtMs: null,
});

Deno.test("listPage() stands in each of the six orders", () => {
  const sorted = (sort: string) =>
    idsOf(`sort=${sort}`, OLD, NEW, NEVER_STARTED);

  assertEquals(sorted("ended-newest"), ["run-10", "run-1", "run-2"]);
  assertEquals(sorted("ended-oldest"), ["run-2", "run-1", "run-10"]);
  assertEquals(sorted("name-az"), ["run-1", "run-2", "run-10"]);
  assertEquals(sorted("name-za"), ["run-10", "run-2", "run-1"]);
  assertEquals(sorted("started-newest"), ["run-2", "run-10", "run-1"]);
  assertEquals(sorted("started-oldest"), ["run-10", "run-2", "run-1"]);
});

Deno.test("listPage() wants every word, in any case, in values alone", () => {
  const task = aTaskView("vit", {
    command: "python Train.py",
    envar: { WANDB_PROJECT: "imagenet" },
  });

  assertEquals(idsOf("q=TRAIN+imagenet", task), ["vit"]);
  assertEquals(idsOf("q=train+absent", task), []);
  assertEquals(idsOf("q=command", task), []);
});

Deno.test("listPage() finds a failed task by its exit code", () => {
  const end = { exitCode: 137, signal: "SIGKILL", cause: null };

  assertEquals(idsOf("q=exit+137", aTaskView("t", { state: "failed", end })), [
    "t",
  ]);
});

Deno.test("listPage() counts each state among what the words match", () => {
  const page = listPage([OLD, NEW, NEVER_STARTED], query("state=terminated"));

  assertEquals(page.rows.map(({ id }) => id), ["run-1"]);
  assertEquals(page.byState, {
    failed: 0,
    succeeded: 2,
    terminated: 1,
    lost: 0,
  });
});

Deno.test("listPage() cuts pages, and a page too far is the last one", () => {
  const many = Array.from(
    { length: PAGE_SIZE + 3 },
    (_, at) => aTaskView(`t-${at}`, { endedAtMs: T0 + at }),
  );

  const second = listPage(many, query("page=2"));
  const beyond = listPage(many, query("page=99"));

  assertEquals(second.rows.length, 3);
  assertEquals([second.first, second.pages], [PAGE_SIZE + 1, 2]);
  assertEquals(beyond.query.page, 2);
});

Deno.test("readListQuery() leaves out what it does not know", () => {
  assertEquals(query("sort=up&state=busy&page=-2"), {
    text: "",
    states: [],
    sort: "ended-newest",
    page: 1,
  });
});

Deno.test("writeListQuery() writes what readListQuery() reads", () => {
  const asked = query("q=a+%26+b&state=lost&state=failed&sort=name-az&page=3");

  assertEquals(query(writeListQuery(asked)), asked);
  assertEquals(writeListQuery(query()), "");
});
