import { setImmediate as aTurn } from "node:timers/promises";
import { assertEquals, assertRejects } from "@std/assert";
import { aRunner, aSpec, aState, aTask } from "../tests/helpers/builders.ts";
import { aScheduler } from "../tests/helpers/fake_ports.ts";
import { invariants } from "./core/invariants.ts";
import { Refused, SpecError } from "./model/errors.ts";
import type { StateName } from "./model/task.ts";
import { reopen } from "./reopen.ts";
import type { Scheduler } from "./scheduler.ts";
import type { BoardPatch } from "./view/board.ts";

/** Resolves when the feed shows the task in that state: no sleeping. */
async function reaches(scheduler: Scheduler, id: string, state: StateName) {
  for await (const { event, data } of scheduler.feed.read(null)) {
    const rows = "active" in data && event === "board"
      ? [...data.queued, ...data.active, ...data.ended]
      : "upsert" in data
      ? data.upsert!
      : [];
    if (rows.some((row) => row.id === id && row.state === state)) break;
  }
  assertEquals(invariants(scheduler.state), []);
}

const one = (id: string, nGpus = 0) => ({ id, spec: aSpec({ nGpus }) });

Deno.test("a task is saved, then answered for, then launched", async () => {
  const { scheduler, launcher, journal } = aScheduler();
  const order: string[] = [];
  const gate = Promise.withResolvers<void>();
  journal.gate = gate.promise;
  launcher.onLaunch = () => order.push(`launch after ${journal.lines.length}`);

  const submitted = scheduler.submit([one("a", 1)])
    .then(() => order.push(`answer after ${journal.lines.length}`));
  const looked = scheduler.board()
    .then(({ active }) => order.push(`board shows ${active.length}`));
  order.push("saving");
  gate.resolve();
  await Promise.all([submitted, looked]);
  await reaches(scheduler, "a", "running");

  assertEquals(order, [
    "saving",
    "launch after 1",
    "answer after 1",
    "board shows 1",
  ]);
});

Deno.test("what is asked for in one turn, and a start whose end follows at once, take one save", async () => {
  const { scheduler, launcher, journal } = aScheduler(1);
  const begun = Promise.withResolvers<void>();
  launcher.gate = begun.promise;
  const settledAtLaunch: number[] = [];
  launcher.onLaunch = () => settledAtLaunch.push(launcher.settled.length);

  await Promise.all([
    scheduler.submit([one("a", 1)]),
    scheduler.submit([one("b", 1)]),
  ]);
  launcher.exit("a", 0);
  begun.resolve();
  await reaches(scheduler, "b", "running");

  const [first, second] = journal.lines
    .map((events) => events.map(({ kind }) => kind));
  assertEquals(first, ["tasksSubmitted", "tasksSubmitted", "taskPlaced"]);
  assertEquals(second, ["taskStarted", "taskEnded", "taskPlaced"]);
  assertEquals(settledAtLaunch, [0, 0]); // The launch comes first.
  assertEquals(launcher.settled, ["a"]);
});

Deno.test("what comes within a turn of the event loop takes one save", async () => {
  const { scheduler, journal } = aScheduler(1);

  const first = scheduler.submit([one("a")]);
  for (let later = 0; later < 20; later++) await null;
  await Promise.all([first, scheduler.submit([one("b")])]);

  const kinds = journal.lines[0]!.map(({ kind }) => kind);
  assertEquals(kinds.slice(0, 2), ["tasksSubmitted", "tasksSubmitted"]);
});

Deno.test("read() sees nothing of what came while the walk before was saved", async () => {
  const { scheduler, journal } = aScheduler();
  const [first, second] = [
    Promise.withResolvers<void>(),
    Promise.withResolvers<void>(),
  ];
  journal.gate = first.promise;
  const a = scheduler.submit([one("a")]);
  await aTurn(); // The walk is at its save.
  const b = scheduler.submit([one("b")]);
  const seen = scheduler.read(({ tasks }) => [...tasks.keys()]);
  journal.gate = second.promise;
  first.resolve();

  await a;
  assertEquals(await seen, ["a"]);
  second.resolve();
  await b;
});

Deno.test("a task runs, ends with its exit code, and frees its GPU for the next", async () => {
  const { scheduler, launcher } = aScheduler(1);
  await scheduler.submit([one("a", 1), one("b", 1)]);
  await reaches(scheduler, "a", "running");

  launcher.exit("a", 3);
  await reaches(scheduler, "a", "failed");
  await reaches(scheduler, "b", "running");
  launcher.exit("b", 0);
  await reaches(scheduler, "b", "succeeded");

  const { ended } = await scheduler.board();
  assertEquals(ended.map(({ id, end }) => [id, end!.exitCode]), [
    ["b", 0],
    ["a", 3],
  ]);
  assertEquals(launcher.settled, ["a", "b"]);
});

Deno.test("terminate sends TERM, after the grace KILL, and frees the GPU only at the end", async () => {
  const { scheduler, launcher, clock } = aScheduler(1);
  await scheduler.submit([one("a", 1), one("b", 1)]);
  await reaches(scheduler, "a", "running");

  await scheduler.dispatch({ kind: "terminate", id: "a", why: "person" });
  assertEquals(launcher.signals, ["SIGTERM a"]);
  clock.advance(9_999);
  assertEquals(launcher.signals, ["SIGTERM a"]);
  clock.advance(1);
  await scheduler.read(() => {});
  assertEquals(launcher.signals, ["SIGTERM a", "SIGKILL a"]);
  assertEquals(launcher.launched, ["a"]);

  launcher.exit("a", 137);
  await reaches(scheduler, "a", "terminated");
  await reaches(scheduler, "b", "running");
});

for (const byMs of [-3_600_000, 3_600_000]) {
  Deno.test(`a clock that is set by ${byMs} ms shortens and lengthens no time limit and no grace`, async () => {
    const { scheduler, launcher, clock } = aScheduler(1);
    const spec = aSpec({ nGpus: 1, options: { timeoutMs: 60_000 } });
    await scheduler.submit([{ id: "a", spec }]);
    await reaches(scheduler, "a", "running");

    clock.set(byMs);
    await scheduler.dispatch({ kind: "timePassed" });
    clock.advance(59_999);
    await scheduler.read(() => {});
    assertEquals(launcher.signals, []);
    clock.advance(1);
    await scheduler.read(() => {});
    assertEquals(launcher.signals, ["SIGTERM a"]);

    clock.set(-2 * byMs);
    await scheduler.dispatch({ kind: "timePassed" });
    clock.advance(9_999);
    await scheduler.read(() => {});
    assertEquals(launcher.signals, ["SIGTERM a"]);
    clock.advance(1);
    await scheduler.read(() => {});
    assertEquals(launcher.signals, ["SIGTERM a", "SIGKILL a"]);
    assertEquals(invariants(scheduler.state), []);
  });
}

Deno.test("a clock that is set tells open pages the start that a task has by it", async () => {
  const { scheduler, clock } = aScheduler(1);
  await scheduler.submit([one("a", 1)]);
  await reaches(scheduler, "a", "running");
  const seen = scheduler.feed.read(null)[Symbol.asyncIterator]();
  await seen.next();
  const [before] = (await scheduler.board()).active;

  clock.set(-3_600_000);
  await scheduler.dispatch({ kind: "timePassed" });
  const { value } = await seen.next();

  const { upsert } = value!.data as BoardPatch;
  assertEquals(
    upsert!.map(({ id, startedAtMs }) => [id, startedAtMs]),
    [["a", before!.startedAtMs! - 3_600_000]],
  );
  await seen.return!();
});

Deno.test("a stop that comes before the process is known reaches it when it is", async () => {
  const { scheduler, launcher } = aScheduler();
  const gate = Promise.withResolvers<void>();
  launcher.gate = gate.promise;
  await scheduler.submit([one("a")]);

  await scheduler.dispatch({ kind: "terminate", id: "a", why: "person" });
  assertEquals(launcher.signals, []);
  gate.resolve();
  while (launcher.signals.length === 0) await scheduler.read(() => {});

  assertEquals(launcher.signals, ["SIGTERM a"]);
});

Deno.test("a launch that fails ends the task with the reason, and the queue goes on", async () => {
  const { scheduler, launcher } = aScheduler(1);
  launcher.failWith = "no such folder";
  await scheduler.submit([one("a", 1)]);
  await reaches(scheduler, "a", "failed");
  launcher.failWith = null;
  await scheduler.submit([one("b", 1)]);
  await reaches(scheduler, "b", "running");

  const a = await scheduler.find("a");
  assertEquals(a!.state, {
    name: "failed",
    failure: { kind: "launch", message: "no such folder" },
  });
});

Deno.test("submit() refuses what can never run here, and what is taken, and queues none of the batch", async () => {
  const { scheduler } = aScheduler(2, aState(aRunner("old", 0)));

  const wide = await assertRejects(
    () => scheduler.submit([one("a"), one("b", 9)]),
    SpecError,
  );
  const taken = await assertRejects(
    () => scheduler.submit([one("a"), one("old")]),
    Refused,
  );

  assertEquals(wide.issues[0]!.message.includes("has 2"), true);
  assertEquals(taken.code, "duplicate-id");
  assertEquals(await scheduler.find("a"), null);
});

Deno.test("submit() with a key that was used queues nothing twice, and refuses other work", async () => {
  const { scheduler, launcher } = aScheduler();

  const first = await scheduler.submit([one("a")], "k");
  const again = await scheduler.submit([one("b")], "k");

  assertEquals([first, again], [["a"], ["a"]]);
  assertEquals(launcher.launched, ["a"]);
  const other = { id: "c", spec: aSpec({ command: "other" }) };
  const refused = await assertRejects(
    () => scheduler.submit([other], "k"),
    Refused,
  );
  assertEquals(refused.code, "key-reused");
});

Deno.test("while the journal fails nothing is acknowledged or started, and all heals", async () => {
  const { scheduler, launcher, journal } = aScheduler(1);
  await scheduler.submit([one("a", 1)]);
  await reaches(scheduler, "a", "running");
  journal.failWith = "no space left on device";
  scheduler.journalProblem("no space left on device");

  await assertRejects(() => scheduler.submit([one("b", 1)]), Refused);
  launcher.exit("a", 0);
  while (scheduler.state.active.size > 0) await scheduler.read(() => {});
  await scheduler.read(() => {});
  assertEquals(launcher.settled, []);
  assertEquals(scheduler.health.journal, "no space left on device");

  journal.failWith = null;
  scheduler.journalProblem(null);
  assertEquals(launcher.settled, ["a"]);
  await scheduler.submit([one("c", 1)]);
  await reaches(scheduler, "c", "running");
});

Deno.test("reopen() adopts what runs, learns what ended, requeues what never began, and offers what is gone", async () => {
  const ended = { kind: "code", code: 7 } as const;
  const starting = { name: "starting", gpus: [] } as const;
  const { scheduler, launcher } = aScheduler(
    4,
    aState(
      aRunner("alive", 0),
      aRunner("over", 1),
      aRunner("gone", 2),
      aTask("unborn", starting),
      aTask("waiting"),
    ),
  );
  launcher.remains
    .set("alive", { kind: "alive", identity: "p-alive" })
    .set("over", { kind: "ended", exit: ended, atMs: 5 })
    .set("gone", { kind: "vanished" });

  await reopen(scheduler, launcher, "ask", "session");
  await reaches(scheduler, "unborn", "running");

  const { recovery } = scheduler.state;
  const { ongoing, queued } = recovery.sessions[0]!.entries;
  assertEquals([[...ongoing.keys()], [...queued.keys()]], [
    ["gone"],
    ["waiting"],
  ]);
  const over = await scheduler.find("over");
  assertEquals([over!.state.name, over!.endedAtMs], ["failed", 5]);
  launcher.exit("alive", 0);
  await reaches(scheduler, "alive", "succeeded");
});

Deno.test("reopen() kills what is past its grace: an earlier server may have died before it had", async () => {
  const stopping = {
    name: "stopping",
    gpus: [],
    identity: "p-a",
    why: "person",
    killAtMs: null,
  } as const;
  const { scheduler, launcher } = aScheduler(1, aState(aTask("a", stopping)));
  launcher.remains.set("a", { kind: "alive", identity: "p-a" });

  await reopen(scheduler, launcher, "auto", "s");

  assertEquals(launcher.signals, ["SIGKILL a"]);
});

Deno.test("reopen() in the auto mode lets the queue go on by itself", async () => {
  const { scheduler, launcher } = aScheduler(1, aState(aTask("waiting")));

  await reopen(scheduler, launcher, "auto", "session");
  await reaches(scheduler, "waiting", "running");

  assertEquals(scheduler.state.recovery.sessions, []);
});

Deno.test("stopAll() resolves when nothing runs, and what it stopped is offered again", async () => {
  const { scheduler, launcher } = aScheduler(1);
  await scheduler.submit([one("a", 1), one("b", 1)]);
  await reaches(scheduler, "a", "running");

  const stopped = scheduler.stopAll();
  await reaches(scheduler, "a", "stopping");
  launcher.exit("a", 143);
  await stopped;

  assertEquals((await scheduler.find("a"))!.state.name, "lost");
  assertEquals((await scheduler.find("b"))!.state.name, "queued");
});

Deno.test("an id that is used again gets a log of its own", async () => {
  const { scheduler, launcher } = aScheduler();
  await scheduler.submit([one("a"), one("runner")]);
  await reaches(scheduler, "a", "running");
  launcher.exit("a", 0);
  await reaches(scheduler, "a", "succeeded");
  await scheduler.dispatch({ kind: "forget", id: "a" });
  await scheduler.submit([one("a")]);
  await reaches(scheduler, "a", "running");

  const { tasks } = scheduler.state;
  assertEquals(tasks.get("a")!.logFile, "logs/a.log.2");
  assertEquals(tasks.get("runner")!.logFile, "logs/runner.log.2");
});
