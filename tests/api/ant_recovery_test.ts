import { assertEquals, assertMatch } from "@std/assert";
import { emptySession } from "../../scheduler/model/recovery.ts";
import { aState, aTask, T0 } from "../helpers/builders.ts";
import { anApi, type Api } from "./an_api.ts";
import { told } from "./documented.ts";

/** Two earlier sessions; `taken` is also queued now, `both` is in both. */
function aPast() {
  const state = aState(aTask("taken"));
  const last = emptySession("s2", T0);
  last.entries.ongoing.set("cut", aTask("cut", { name: "lost" }));
  last.entries.queued.set(
    "wait",
    aTask("wait", { name: "queued" }, {
      command: "echo 1",
      nGpus: 2,
      tags: ["sweep"],
      envar: { API_KEY: "s3cret" },
    }),
  );
  last.entries.queued.set("taken", aTask("taken"));
  last.entries.completed.set("done", aTask("done", { name: "succeeded" }));
  last.entries.completed.set("shot", aTask("shot", { name: "terminated" }));
  const earlier = emptySession("s1", T0 - 1000);
  earlier.entries.queued.set("both", aTask("both"));
  last.entries.queued.set("both", aTask("both"));
  state.recovery.sessions = [last, earlier];
  return state;
}

function entry(section: string, id: string, sessionId = "s2") {
  return { session_id: sessionId, section, task_id: id };
}

async function stateOf(api: Api, query = "?consume_prompt=0") {
  const { status, body } = await told(api.ask(`/api/recovery_state${query}`));
  assertEquals([status, body.status], [200, "success"]);
  return body.data;
}

async function post(api: Api, path: string, body: unknown) {
  const answer = await told(api.send("POST", `/api/${path}`, body));
  assertEquals([answer.status, answer.body.status], [200, "success"]);
  return answer.body.data;
}

function idsOf(entries: { task_id: string }[]): string[] {
  return entries.map(({ task_id }) => task_id);
}

Deno.test("GET /recovery_state shows sessions, newest first, in ANT's words", async () => {
  await using api = await anApi({ state: aPast() });

  const data = await stateOf(api);

  assertEquals([data.has_history, data.session_count], [true, 2]);
  assertEquals(data.saved_at, T0 / 1000);
  assertEquals(data.last_session.session_id, "s2");
  assertEquals(data.earlier_sessions[0].session_id, "s1");
  assertEquals(idsOf(data.queued), ["wait", "taken", "both"]);
  assertEquals(data.queued, data.last_session.queued);
  assertEquals(data.hidden_tasks, []);
  assertEquals(data.queued[0], {
    session_id: "s2",
    section: "queued",
    recovery_key: "s2:queued:wait",
    task_id: "wait",
    status: "Queued",
    start_time: "-",
    start_timestamp: null,
    completed_time: "-",
    completed_timestamp: null,
    duration: "This task has not been run",
    command: "echo 1",
    n_gpus: 2,
    tags: ["sweep"],
    envar: { API_KEY: "********" },
  });
  const words = [...data.ongoing, ...data.completed]
    .map(({ status }: { status: string }) => status);
  assertEquals(words, ["Interrupted", "Completed", "Terminated"]);
  assertEquals(data.completed[0].duration, "1 seconds");
});

Deno.test("GET /recovery_state uses up the prompt unless told not to", async () => {
  await using api = await anApi({ state: aPast() });
  const pending = async (query: string) => (await stateOf(api, query)).pending;

  assertEquals(await pending("?consume_prompt=False"), true);
  assertEquals(await pending(""), true);
  assertEquals(await pending(""), false);
  assertEquals(await pending("?consume_prompt=no"), true);
});

Deno.test("GET /recovery_state has nothing to show after a first start", async () => {
  await using api = await anApi();

  const data = await stateOf(api, "");

  assertEquals([data.pending, data.has_history], [false, false]);
  assertEquals([data.last_session, data.saved_at], [null, null]);
});

Deno.test("POST /dismiss_recovery uses up the prompt and keeps everything", async () => {
  await using api = await anApi({ state: aPast() });

  const { status } = await told(
    api.ask("/api/dismiss_recovery", { method: "POST" }),
  );

  assertEquals(status, 200);
  const { pending, session_count: sessions } = await stateOf(api, "");
  assertEquals([pending, sessions], [false, 2]);
});

Deno.test("POST /restore_recovery tells what went where, and what could not", async () => {
  await using api = await anApi({ state: aPast() });

  const data = await post(api, "restore_recovery", {
    entries: [
      entry("ongoing", "cut"),
      entry("queued", "wait"),
      entry("queued", "taken"),
      entry("completed", "done"),
      entry("queued", "gone"),
    ],
  });

  assertEquals(data.message, "Recovery applied.");
  const { failed, ...restored } = data.restored;
  assertEquals(restored, {
    ongoing_to_queue: ["cut"],
    queued: ["wait"],
    completed: ["done"],
  });
  assertEquals(idsOf(failed), ["taken", "gone"]);
  assertMatch(failed[0].message, /^Duplicate entry/);
  const left = await stateOf(api, "");
  assertEquals(left.pending, false);
  assertEquals(idsOf(left.queued), ["taken", "both"]);
});

Deno.test("POST /restore_recovery takes older clients' lists of ids, for all sessions", async () => {
  await using api = await anApi({ state: aPast() });

  const data = await post(api, "restore_recovery", {
    "ongoing_task_ids": ["cut", 3, "nobody"],
    "queued_task_ids": ["both"],
    "completed_task_ids": "shot",
  });

  assertEquals(data.restored.ongoing_to_queue, ["cut"]);
  assertEquals(data.restored.queued, ["both"]);
  assertEquals(idsOf(data.restored.failed), ["both"]);
  assertEquals(data.restored.completed, []);
});

Deno.test("POST /restore_recovery has nothing to do where nothing is left", async () => {
  await using api = await anApi();

  const data = await post(api, "restore_recovery", {
    entries: [entry("queued", "a")],
  });

  assertEquals(data, {
    status: "success",
    message: "No pending recovery candidates.",
    restored: {},
  });
});

Deno.test("POST /hide_recovery_tasks hides entries, and hidden ones can be restored", async () => {
  await using api = await anApi({ state: aPast() });

  const hidden = await post(api, "hide_recovery_tasks", {
    entries: [entry("ongoing", "cut"), entry("queued", "gone")],
  });
  const { hidden_tasks: [task], ongoing } = await stateOf(api);
  const data = await post(api, "restore_recovery", {
    entries: [entry("hidden", "cut", "hidden")],
  });

  assertEquals(hidden.hidden, ["cut"]);
  assertEquals(idsOf(hidden.failed), ["gone"]);
  assertEquals(
    [task.session_id, task.section, task.status, task.recovery_key],
    ["hidden", "hidden", "Hidden", "hidden:hidden:cut"],
  );
  assertEquals(ongoing, []);
  assertEquals(data.restored.ongoing_to_queue, ["cut"]);
});

Deno.test("POST /delete_recovery_tasks forgets entries, and says when none was meant", async () => {
  await using api = await anApi({ state: aPast() });

  const some = await post(api, "delete_recovery_tasks", {
    entries: [entry("completed", "done")],
  });
  const none = await post(api, "delete_recovery_tasks", {});
  const { completed } = await stateOf(api);

  assertEquals(some.deleted, ["done"]);
  assertEquals(none.message, "No recovery tasks selected.");
  assertEquals(idsOf(completed), ["shot"]);
});

Deno.test("ANT's recovery endpoints answer 503 while nothing can be saved", async () => {
  await using api = await anApi({ state: aPast() });
  api.scheduler.journalProblem("the disk is full");

  for (const verb of ["restore_recovery", "hide_recovery_tasks"]) {
    const { status, body } = await told(
      api.send("POST", `/api/${verb}`, { entries: [entry("queued", "wait")] }),
    );
    assertEquals([status, body], [503, {
      status: "error",
      message: "the disk is full",
    }]);
  }
});
