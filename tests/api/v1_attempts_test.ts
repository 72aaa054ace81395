import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { aState, aTask } from "../helpers/builders.ts";
import { readEvents } from "../helpers/event_stream.ts";
import { aLogDir, anApi, type Api } from "./an_api.ts";
import { told } from "./documented.ts";

const LOG = "/api/v1/tasks/a/log";

/** An API with a task `a` that succeeded at its second attempt. */
async function anApiOfAttempts(): Promise<Api> {
  const dir = await aLogDir();
  const first = {
    attempt: 1,
    as: { name: "failed", failure: { kind: "exit", code: 3 } },
    gpus: [],
    startedAtMs: 1,
    endedAtMs: 90_001,
    logFile: `${dir}/a.log`,
  } as const;
  const task = aTask("a", { name: "succeeded" }, {}, {
    attempt: 2,
    earlier: [first],
    logFile: `${dir}/a.log.2`,
  });
  const api = await anApi({ state: aState(task) }, dir);
  await api.writeLog("a", new TextEncoder().encode("first\nError: no\n"));
  await Deno.writeTextFile(`${dir}/a.log.2`, "second\n");
  return api;
}

Deno.test("GET …/log?attempt=N reads the log of that attempt, and without it the last", async () => {
  await using api = await anApiOfAttempts();

  for (
    const [query, text] of [
      ["", "second\n"],
      ["?attempt=2", "second\n"],
      ["?attempt=1", "first\nError: no\n"],
      ["?attempt=1&tail=1", "Error: no\n"],
    ]
  ) assertEquals(await (await api.ask(LOG + query)).text(), text, query);
});

Deno.test("GET …/log?attempt=N answers 404 for an attempt there was not", async () => {
  await using api = await anApiOfAttempts();

  const { status, body } = await told(api.ask(`${LOG}?attempt=3`));

  assertEquals(status, 404);
  assertStringIncludes(body.detail, "no log of attempt 3");
});

Deno.test("lines, count and search read the log of an attempt, too", async () => {
  await using api = await anApiOfAttempts();

  const { body } = await told(api.ask(`${LOG}/lines?attempt=1`));
  const count = await told(api.ask(`${LOG}/count?attempt=1`));
  const search = await api.ask(`${LOG}/search?attempt=1&errors=true`);

  assertEquals(body.lines, ["first", "Error: no"]);
  assertEquals(count.body.lines, 2);
  const events = await Array.fromAsync(readEvents(search));
  assertEquals(
    events.filter(({ event }) => event === "hits").map(({ data }) => data),
    ['{"hits":[{"line":2,"byte":6}]}'],
  );
});

Deno.test("the page of an earlier attempt tells how that one went", async () => {
  await using api = await anApiOfAttempts();

  const [first, last] = await Promise.all(
    ["?task_id=a&attempt=1", "?task_id=a"].map(async (query) =>
      textOf(await (await api.ask(`/logs${query}`)).text())
    ),
  );

  assertMatch(first!, /Failed attempt 1 exit 3/);
  assertMatch(first!, /Ran for 1 m 30 s Attempt 1 /);
  assertMatch(last!, /Attempt 2 /);
  assertEquals(/attempt 1 exit 3/.test(last!), false);
});

/** What a person reads of the facts. */
function textOf(html: string): string {
  return html.replace(/<script[\s\S]*?<\/script>/g, "")
    .replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");
}
