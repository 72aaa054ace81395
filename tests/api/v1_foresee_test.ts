import { assertEquals, assertMatch } from "@std/assert";
import { aRunner, aState, aTask, T0 } from "../helpers/builders.ts";
import { anApi } from "./an_api.ts";
import { told } from "./documented.ts";

const DRY = "/api/v1/tasks?dry_run=1";
/** How long a task may go on past its limit, in these tests. */
const GRACE_MS = 10_000;

/** Where and when each of some wishes would start. */
async function startsOf(api: Awaited<ReturnType<typeof anApi>>, body: unknown) {
  const answer = await told(api.send("POST", DRY, body));
  return answer.body.tasks.map(({ start }: { start: unknown }) => start);
}

Deno.test("a dry run tells which GPUs are free for a task now, and which of a batch must wait", async () => {
  await using api = await anApi();

  const [one, wide, cpu] = await startsOf(api, [
    { command: "true", id: "one", gpus: 1 },
    { command: "true", id: "wide", gpus: 2 },
    { command: "true", id: "cpu" },
  ]);

  const now = { startsNow: true, atMs: T0, waits: null, isPossible: true };
  assertEquals(one, { ...now, gpus: [0] });
  assertEquals(cpu, { ...now, gpus: [] });
  assertEquals([wide.startsNow, wide.gpus], [false, []]);
  assertMatch(wide.waits, /^Needs 2 GPUs, 1 free; GPU 0 is held by one/);
});

Deno.test("a dry run tells when a task starts at the latest, by the time limits before it", async () => {
  const limited = aRunner("limited", 0, 1);
  const state = aState({
    ...limited,
    spec: { ...limited.spec, options: { timeoutMs: 3_600_000 } },
  });
  await using api = await anApi({ state });

  const [start] = await startsOf(api, { command: "true", gpus: 2 });

  assertEquals([start.startsNow, start.atMs], [
    false,
    T0 + 3_600_000 + GRACE_MS,
  ]);
  assertEquals(start.gpus, [0, 1]);
});

Deno.test("a dry run lets a higher priority go before the queue, and no other", async () => {
  const state = aState(
    aRunner("now", 0),
    aTask("wide", { name: "queued" }, { nGpus: 2 }, { turn: T0 - 1000 }),
  );
  await using api = await anApi({ state });
  const start = async (priority: string) =>
    (await startsOf(api, { command: "true", gpus: 1, options: { priority } }))[
      0
    ];

  assertMatch((await start("normal")).waits, /After wide/);
  assertEquals((await start("immediate")).gpus, [1]);
});

Deno.test("a dry run turns down what queueing would: a dependency that is not there", async () => {
  await using api = await anApi();

  const { body } = await told(
    api.send("POST", DRY, { command: "true", options: { after: "nobody" } }),
  );

  assertEquals([body.accepted, body.tasks[0].start], [false, null]);
  assertMatch(body.issues[0].message, /nobody/);
});
