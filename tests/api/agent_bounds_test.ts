import { assert, assertEquals, assertMatch } from "@std/assert";
import { decodeTask, encodeTask } from "../../scheduler/adapters/task_codec.ts";
import { aHouse } from "./a_house.ts";

type House = Awaited<ReturnType<typeof aHouse>>;

function queue(
  { ask }: House,
  who: string,
  id: string,
  more: Readonly<Record<string, unknown>> = {},
) {
  return ask(who, "POST /api/v1/tasks", { command: "true", id, ...more });
}

async function stateOf({ ask }: House, id: string): Promise<string> {
  return (await ask("vera", `GET /api/v1/tasks/${id}`)).json.state;
}

Deno.test("an agent's task waits for a person's approval, and says so", async () => {
  await using house = await aHouse({ AGENT_approval: true });

  const { json } = await queue(house, "bot", "a");
  await queue(house, "alice", "hers");

  assertEquals([json.tasks[0].state, json.tasks[0].approval], [
    "queued",
    "wanted",
  ]);
  assertEquals(await stateOf(house, "hers"), "running");
  const why = await house.ask("bot", "GET /api/v1/tasks/a/why");
  assertEquals(why.json.reason, { kind: "approval" });
  assertEquals(why.json.sentence, "Waits for approval");
  const dry = "POST /api/v1/tasks?dry_run=1";
  const told = await house.ask("bot", dry, { command: "true" });
  assertEquals(told.json.tasks[0].start.startsNow, false);
  assertEquals(told.json.tasks[0].start.waits, "Waits for approval");
});

Deno.test("a person approves an agent's task, which then starts; no agent and no viewer may", async () => {
  await using house = await aHouse({ AGENT_approval: true });
  await queue(house, "bot", "a");

  for (const who of ["bot", "vera"]) {
    const { status } = await house.ask(who, "POST /api/v1/tasks/a/approve");
    assertEquals(status, 403);
  }
  assertEquals(await stateOf(house, "a"), "queued");
  const { status, json } = await house.ask(
    "alice",
    "POST /api/v1/tasks/a/approve",
  );

  assertEquals([status, json.approval], [200, undefined]);
  assertEquals(await stateOf(house, "a"), "running");
});

Deno.test("a person declines an agent's task, and nobody else's", async () => {
  await using house = await aHouse({ AGENT_approval: true });
  await queue(house, "bot", "a");
  await queue(house, "bob", "his", { gpus: 1 });

  const declined = await house.ask("alice", "POST /api/v1/tasks/a/decline", {
    reason: "one GPU will do",
  });
  const other = await house.ask("alice", "POST /api/v1/tasks/his/decline");

  assertEquals([declined.status, declined.json.state], [200, "terminated"]);
  const { by, cause } = declined.json.end;
  assertEquals(by, "declined");
  assertEquals(cause, "declined by alice: one GPU will do");
  assertEquals(other.status, 409);
  assertMatch(other.json.detail, /waits for no approval/);
  assertEquals(await stateOf(house, "his"), "queued");
});

Deno.test("an agent gets around no approval: by a rerun, an edit, a release or the old API", async () => {
  await using house = await aHouse({ AGENT_approval: true });
  const { ask } = house;
  await queue(house, "bot", "a");
  await ask("alice", "POST /api/v1/tasks/a/approve");
  await queue(house, "bot", "b", { gpus: 1, options: { hold: true } });
  await ask("alice", "POST /api/v1/tasks/b/approve");

  await ask("bot", "PATCH /api/v1/tasks/b", { command: "rm -rf everything" });
  await ask("bot", "POST /api/v1/tasks/b/release");
  await ask("bot", "POST /api/v1/tasks/a/restart");
  await ask("bot", "POST /api/v1/tasks/bulk", {
    action: "restart",
    ids: ["a"],
  });
  await ask("bot", "GET /api/restart_task?task_id=a");
  await ask("bot", "POST /api/create_task", { command: "true", task_id: "c" });
  const raw = { task: { command: "true", task_id: "d" } };
  await ask("bot", "POST /api/add_task_to_queue", raw);

  const { json } = await ask("vera", "GET /api/v1/tasks?state=queued");
  const wanted = json.tasks.map((task: { id: string; approval?: string }) =>
    `${task.id} ${task.approval}`
  );
  assertEquals(wanted.sort(), [
    "a-restart-1 wanted",
    "a-restart-2 wanted",
    "a-restart-3 wanted",
    "b wanted",
    "c wanted",
    "d wanted",
  ]);
});

Deno.test("a task that is removed and put back waits for approval as before", async () => {
  await using house = await aHouse({ AGENT_approval: true });
  await queue(house, "bot", "a");

  await house.ask("owner", "DELETE /api/v1/tasks/a");
  const { status, json } = await house.ask(
    "owner",
    "POST /api/v1/tasks/a/put-back",
  );

  assertEquals([status, json.approval, json.submitter], [200, "wanted", "bot"]);
  assertEquals(await stateOf(house, "a"), "queued");
});

Deno.test("an agent that may overtake nobody puts its task back at the end", async () => {
  await using house = await aHouse({ AGENT_priority_ceiling: "normal" });
  await queue(house, "bot", "a", { gpus: 1 });
  await queue(house, "alice", "hers", { gpus: 1 });

  await house.ask("bot", "DELETE /api/v1/tasks/a");
  const { status } = await house.ask("bot", "POST /api/v1/tasks/a/put-back");

  assertEquals(status, 200);
  const { json } = await house.ask("vera", "GET /api/v1/tasks?state=queued");
  const ids = json.tasks.map(({ id }: { id: string }) => id);
  assertEquals(ids, ["hers", "a"]);
});

Deno.test("what a person sets off of an agent's needs no approval of its own", async () => {
  await using house = await aHouse({ AGENT_approval: true });
  await queue(house, "bot", "a");
  await house.ask("alice", "POST /api/v1/tasks/a/approve");

  await house.ask("ada", "POST /api/v1/tasks/a/restart");

  assertEquals(await stateOf(house, "a-restart-1"), "running");
});

Deno.test("that a task waits for approval survives a restart, and so does the approval", async () => {
  await using house = await aHouse({ AGENT_approval: true });
  await queue(house, "bot", "a");
  const { state } = house.api.scheduler;
  const again = () => {
    const entry = encodeTask(state.tasks.get("a")!);
    const at = { section: "queued", index: 0, savedAtMs: 0 } as const;
    return decodeTask(entry, at)!.task.approval;
  };

  assertEquals(again(), "wanted");
  await house.ask("alice", "POST /api/v1/tasks/a/approve");

  const kinds = house.api.journal.lines.flat().map(({ kind }) => kind);
  assert(kinds.includes("taskApproved"));
  assertEquals(again(), undefined);
});

Deno.test("an agent's budget bounds GPUs, queued tasks and priority, in a dry run too", async () => {
  await using house = await aHouse({
    AGENT_max_gpus: 1,
    AGENT_max_queued: 2,
    AGENT_priority_ceiling: "normal",
  });
  const { ask } = house;

  const wide = await queue(house, "bot", "wide", { gpus: 2 });
  const high = { gpus: 1, options: { priority: "high" } };
  const urgent = await queue(house, "bot", "urgent", high);
  const dry = "POST /api/v1/tasks?dry_run=1";
  const told = await ask("bot", dry, { command: "true", gpus: 2 });

  assertEquals([wide.status, wide.json.code], [409, "over-limit"]);
  assertMatch(wide.json.detail, /needs 2 GPUs, "bot" may hold 1/);
  assertMatch(urgent.json.detail, /priority up to normal, not high/);
  assertEquals(told.json.accepted, false);
  assertMatch(told.json.issues[0].message, /"bot" may hold 1/);
  for (const id of ["one", "two"]) await queue(house, "bot", id, { gpus: 1 });
  const third = await queue(house, "bot", "three", { gpus: 1 });
  assertMatch(third.json.detail, /may have 2 tasks queued, and has 2/);
  const raise = { options: { priority: "urgent" } };
  const edited = await ask("bot", "PATCH /api/v1/tasks/two", raise);
  assertEquals(edited.status, 409);
  const moved = await ask("bot", "POST /api/v1/tasks/two/promote");
  assertMatch(moved.json.detail, /may not overtake others/);
  assertEquals((await queue(house, "alice", "hers", { gpus: 2 })).status, 201);
});

Deno.test("GET /api/v1/me tells an agent its budget, the narrower of token and config", async () => {
  await using house = await aHouse({
    AGENT_max_gpus: 1,
    AGENT_priority_ceiling: 5,
    AGENT_approval: true,
  });

  const agent = await house.ask("bot", "GET /api/v1/me");
  const user = await house.ask("alice", "GET /api/v1/me");

  const name = "bot";
  assertEquals(agent.json, {
    ...{ name, role: "agent", maxGpus: 1, maxQueued: null },
    ...{ maxPriority: 5, needsApproval: true },
  });
  assertEquals(user.json.needsApproval, undefined);
});

Deno.test("an agent's tasks hold no more GPUs at once than its budget, and let others pass", async () => {
  await using house = await aHouse({ AGENT_max_gpus: 1 });
  const { ask, api } = house;
  for (const id of ["a", "b"]) await queue(house, "bot", id, { gpus: 1 });
  await queue(house, "alice", "hers", { gpus: 1 });

  api.launcher.exit("holder", 0);
  await ask("vera", "GET /api/v1/tasks/hers/wait?until=started&timeout=30");

  assertEquals(await stateOf(house, "a"), "running");
  assertEquals(await stateOf(house, "b"), "queued");
  const { json } = await ask("bot", "GET /api/v1/tasks/b/why");
  assertEquals(json.reason, { kind: "budget", of: "bot", gpus: 1, held: 1 });
  assertEquals(json.sentence, "Bot holds 1 GPU of the 1 it may");
  api.launcher.exit("hers", 0);
  await ask("ada", "PATCH /api/v1/tasks/b", { tags: ["kept"] });
  await ask("vera", "GET /api/v1/tasks/hers/wait?timeout=30");
  assertEquals(await stateOf(house, "b"), "queued");
  api.launcher.exit("a", 0);
  await ask("vera", "GET /api/v1/tasks/b/wait?until=started&timeout=30");
  assertEquals(await stateOf(house, "b"), "running");
});

Deno.test("a budget survives a restart of the server", async () => {
  await using house = await aHouse({ AGENT_max_gpus: 1 });
  await queue(house, "bot", "a", { gpus: 1 });

  const entry = encodeTask(house.api.scheduler.state.tasks.get("a")!);
  const at = { section: "queued", index: 0, savedAtMs: 0 } as const;

  const { task } = decodeTask(entry, at)!;
  assertEquals(task.spec.budget, { of: "bot", gpus: 1 });
});
