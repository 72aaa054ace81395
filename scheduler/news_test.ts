import { assertEquals } from "@std/assert";
import { aRunner, aState, aTask, T0 } from "../tests/helpers/builders.ts";
import { aScheduler } from "../tests/helpers/fake_ports.ts";
import { newsOf, waitNews } from "./news.ts";

const QUEUED = { name: "queued" } as const;
const EXIT = { name: "failed", failure: { kind: "exit", code: 3 } } as const;

Deno.test("newsOf() tells of a failure as an end, too", () => {
  const state = aState(aTask("a", EXIT, { nGpus: 0 }));

  const [news, ...more] = newsOf(
    [{ kind: "taskEnded", id: "a", as: EXIT, atMs: T0 }],
    state,
    T0,
  );

  assertEquals(more, []);
  assertEquals(news?.events, ["failed", "ended"]);
  assertEquals(news?.title, "a: failed");
  assertEquals(news?.text, "exit 3, ran for 1 s, No GPU");
  assertEquals([news?.task?.id, news?.task?.exitCode], ["a", 3]);
});

Deno.test("newsOf() is silent on an attempt that is followed by another", () => {
  const state = aState(aTask("a", QUEUED));

  const news = newsOf(
    [{ kind: "taskEnded", id: "a", as: EXIT, atMs: T0 }],
    state,
    T0,
  );

  assertEquals(news, []);
});

Deno.test("waitNews() tells once of a wait that is long, and of none that is meant", () => {
  const state = aState(
    aTask("a", QUEUED, { nGpus: 9 }),
    aTask("held", QUEUED, { options: { hold: true } }),
    aTask("later", QUEUED, {}, { notBeforeMs: T0 + 1e9 }),
  );
  const told = (fromMs: number, toMs: number) =>
    waitNews(state, { fromMs, toMs, limitMs: 60_000 }).map(({ title }) =>
      title
    );

  assertEquals(told(T0, T0 + 59_999), []);
  assertEquals(told(T0 + 59_999, T0 + 60_000), ["a: still waits"]);
  assertEquals(told(T0 + 60_000, T0 + 90_000), []);
});

Deno.test("Scheduler has news of an end only once it would survive a power cut", async () => {
  const heard: string[] = [];
  const { scheduler, journal } = aScheduler(1, aState(aRunner("a", 0)), {}, {
    news: ({ title }) => heard.push(title),
  });
  const gate = Promise.withResolvers<void>();
  journal.gate = gate.promise;
  const exit = { kind: "code", code: 0 } as const;

  const done = scheduler.dispatch({
    ...{ kind: "exited", id: "a", attempt: 1, exit, atMs: null } as const,
  });
  const before = [...heard];
  gate.resolve();
  await done;

  assertEquals(before, []);
  assertEquals(heard, ["a: succeeded"]);
});
