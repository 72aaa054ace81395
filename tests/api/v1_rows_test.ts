import { assertEquals, assertMatch } from "@std/assert";
import { anApi } from "./an_api.ts";
import { told } from "./documented.ts";

const WISH = {
  id: "fit-{lr}-{out}",
  command: "ant_at_most=1 python fit.py --lr {lr} --out {out}",
  rows: "lr,out,note\n0.1,a,x\n0.01,b,y\n",
};

Deno.test("POST /api/v1/tasks makes a task of each row, in one group", async () => {
  await using api = await anApi();

  const { status, body } = await told(api.send("POST", "/api/v1/tasks", WISH));

  const [first, second] = body.tasks;
  assertEquals([status, body.ids], [201, ["fit-0.1-a", "fit-0.01-b"]]);
  assertEquals(first.command, "python fit.py --lr 0.1 --out a");
  assertMatch(first.tags[0], /^sweep-/);
  assertEquals(first.tags, second.tags);
  assertEquals(first.options.atMost, `1@${first.tags[0]}`);
});

Deno.test("POST /api/v1/tasks multiplies rows with sweeps, and refuses a name twice", async () => {
  await using api = await anApi();
  const send = (command: string) =>
    told(api.send("POST", "/api/v1/tasks", { ...WISH, id: null, command }));

  const both = await send("echo {lr} {range seed 1 3}");
  const twice = await send("echo {sweep lr 1 2}");

  assertEquals(both.body.ids.length, 6);
  assertEquals(twice.status, 422);
  assertMatch(twice.body.detail, /"lr" is a column of its rows, too/);
});

Deno.test("POST /api/v1/tasks tells what is wrong with rows, and queues nothing", async () => {
  await using api = await anApi();

  const { status, body } = await told(
    api.send("POST", "/api/v1/tasks", { ...WISH, rows: "lr,out\n1\n" }),
  );

  assertEquals([status, body.issues[0].field], [422, "rows"]);
  assertMatch(body.detail, /its line 2 has 1 values/);
  assertEquals(api.scheduler.state.tasks.size, 0);
});

Deno.test("a task called bulk is reached like any other", async () => {
  await using api = await anApi();
  await api.send("POST", "/api/v1/tasks", {
    id: "bulk",
    command: "true",
    options: { hold: true },
  });

  const shown = await told(api.ask("/api/v1/tasks/bulk"));
  const edited = await told(
    api.send("PATCH", "/api/v1/tasks/bulk", { tags: ["a"] }),
  );
  const gone = await told(api.ask("/api/v1/tasks/bulk", { method: "DELETE" }));

  assertEquals([shown.body.id, edited.body.tags, gone.status], [
    ...["bulk", ["a"], 204],
  ]);
});
