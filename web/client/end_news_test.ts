import { assertEquals } from "@std/assert";
import { T0 } from "../../tests/helpers/builders.ts";
import { aBoardView, aTaskView } from "../../tests/helpers/views.ts";
import { EndNews, noticesOf } from "./end_news.ts";

function anEnd(id: string, afterMs: number) {
  return aTaskView(id, { endedAtMs: T0 + afterMs });
}

function ids(news: EndNews, ...ended: ReturnType<typeof anEnd>[]): string[] {
  return news.since(aBoardView({ ended })).map(({ id }) => id);
}

Deno.test("EndNews tells of each end once, and of none before the first board", () => {
  const news = new EndNews();
  const a = anEnd("a", 1);
  const b = anEnd("b", 2);

  const told = [ids(news, a), ids(news, b, a), ids(news, b, a)];

  assertEquals(told, [[], ["b"], []]);
});

Deno.test("EndNews is not misled by an old end that comes into sight", () => {
  const news = new EndNews();
  ids(news, anEnd("c", 3), anEnd("b", 2));

  assertEquals(ids(news, anEnd("b", 2), anEnd("a", 1)), []);
});

Deno.test("EndNews tells again of a task that ended again", () => {
  const news = new EndNews();
  ids(news, anEnd("a", 1));

  assertEquals(ids(news, anEnd("a", 5)), ["a"]);
});

Deno.test("noticesOf() says how a task ended, and leads to its log", () => {
  const task = aTaskView("run 1", {
    state: "failed",
    startedAtMs: T0,
    endedAtMs: T0 + 61_000,
    end: { exitCode: 137, signal: "SIGKILL", cause: null },
  });

  assertEquals(noticesOf([task]), [{
    title: "run 1 failed",
    body: "exit 137, ended by SIGKILL, after 1 m 01 s",
    tag: `run 1 ${T0 + 61_000}`,
    href: "logs?task_id=run%201",
  }]);
});

Deno.test("noticesOf() gathers many ends in one", () => {
  const good = ["a", "b", "c"].map((id) => anEnd(id, 1));
  const bad = aTaskView("d", { state: "failed", endedAtMs: T0 });

  const notices = noticesOf([...good, bad]);

  assertEquals(notices.map(({ title, body, href }) => [title, body, href]), [
    ["4 tasks ended", "3 succeeded, 1 failed", "completed_task"],
  ]);
});
