import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "@std/assert";
import { aRunner, aState, aTask } from "../helpers/builders.ts";
import { aLogDir, anApi, type Api } from "./an_api.ts";

const HOSTILE = `x"><script>alert('1')</script>&`;

/** Sends a form as a browser without a script does. */
function post(
  api: Api,
  path: string,
  ...fields: [string, string][]
): Promise<Response> {
  return api.ask(path, { method: "POST", body: new URLSearchParams(fields) });
}

async function pageOf(response: Response): Promise<string> {
  const html = await response.text();
  // Island props are data; what a person reads stands before them.
  return html.replace(/<script(?![^>]*theme\.js)[\s\S]*?<\/script>/g, "");
}

Deno.test("every page answers with a title and its main part", async () => {
  await using api = await anApi();
  const titles = {
    "/home": "Dashboard",
    "/create_task": "Create",
    "/queue": "Queue",
    "/ongoing_task": "Ongoing",
    "/completed_task": "Completed",
    "/recovery": "Restore tasks",
    "/login": "Sign in",
  };

  for (const [path, title] of Object.entries(titles)) {
    const response = await api.ask(path);

    assertEquals(response.status, 200);
    const html = await response.text();
    assertStringIncludes(html, `<title>${title} · ANT</title>`);
    assertStringIncludes(html, 'id="main"');
  }
});

Deno.test("GET / leads to the dashboard, and an unknown address says so", async () => {
  await using api = await anApi();

  const first = await api.ask("/");
  const nowhere = await api.ask("/nowhere");

  assertEquals(first.headers.get("location"), "/home");
  assertEquals(nowhere.status, 404);
  assertStringIncludes(await nowhere.text(), "There is no such page");
});

Deno.test("POST /create_task queues and leads back to the page", async () => {
  await using api = await anApi();

  const response = await post(
    api,
    "/create_task",
    ["action", "submit"],
    ["queue_mode", "single"],
    ["task_id", "typed"],
    ["n_gpus", "1"],
    ["command", "echo 1\r\n"],
    ["env_text", "A=1\nB=x=y"],
  );

  assertEquals(response.status, 303);
  assertEquals(
    response.headers.get("location"),
    "/create_task?done=queued&name=typed",
  );
  const { spec } = api.scheduler.state.tasks.get("typed")!;
  assertEquals([spec.command, spec.nGpus], ["echo 1", 1]);
  assertEquals(spec.envar, { A: 1, B: "x=y" });
});

Deno.test("POST /create_task keeps all that was typed where something is wrong", async () => {
  await using api = await anApi();

  const response = await post(
    api,
    "/create_task",
    ["action", "submit"],
    ["queue_mode", "multi"],
    ["task_id", "kept-id"],
    ["n_gpus", "2"],
    ["command", "echo fine\r\nant_n_gpus=99 echo wide"],
    ["env_text", 'NAME="<b>"'],
  );

  const html = await pageOf(response);
  assertEquals(response.status, 422);
  assertStringIncludes(html, "echo fine\nant_n_gpus=99 echo wide</textarea>");
  assertStringIncludes(html, "NAME=&quot;&lt;b>&quot;</textarea>");
  assertStringIncludes(html, 'value="kept-id"');
  assertMatch(html, /href="#command"[^>]*>line 2/);
  assertEquals(api.scheduler.state.tasks.size, 0);
});

Deno.test("POST /create_task names the line of a variable it can not read", async () => {
  await using api = await anApi();

  const response = await post(
    api,
    "/create_task",
    ["action", "submit"],
    ["command", "true"],
    ["env_text", "A=1\nno equals sign"],
  );

  assertEquals(response.status, 422);
  assertStringIncludes(await response.text(), "Environment, line 2");
});

Deno.test("POST /create_task makes a task of each row of a file, and names the line of one it can not read", async () => {
  await using api = await anApi();
  const send = (csv: string) => {
    const form = new FormData();
    form.set("action", "submit");
    form.set("command", "echo {lr} {name}");
    form.set("n_gpus", "0");
    form.set("rows", new File([csv], "rows.csv"));
    return api.ask("/create_task", { method: "POST", body: form });
  };

  const bad = await send("lr,name\n0.1,a\n0.2\n");
  const html = await bad.text();
  const good = await send('lr,name\r\n0.1,a\r\n"0,2",b\r\n');
  await good.body?.cancel();

  assertEquals([bad.status, good.status], [422, 303]);
  assertStringIncludes(html, "its line 3 has 1 values");
  assertMatch(
    html.match(/<input[^>]*id="rows"[^>]*>/)![0],
    /aria-invalid="true/,
  );
  const commands = [...api.scheduler.state.tasks.values()].map(
    ({ spec }) => spec.command,
  );
  assertEquals(commands, ["echo 0.1 a", "echo 0,2 b"]);
});

Deno.test("POST /create_task refuses an empty file of rows, and leads on from many tasks by a short address", async () => {
  await using api = await anApi();
  const send = (csv: string) => {
    const form = new FormData();
    form.set("action", "submit");
    form.set("command", "echo {n}");
    form.set("n_gpus", "0");
    form.set("rows", new File([csv], "rows.csv"));
    return api.ask("/create_task", { method: "POST", body: form });
  };

  const empty = await send("");
  await empty.body?.cancel();
  const numbers = Array.from({ length: 60 }, (_, at) => at);
  const many = await send(`n\n${numbers.join("\n")}\n`);

  assertEquals([empty.status, many.status], [422, 303]);
  assertEquals(api.scheduler.state.tasks.size, 60);
  assert(many.headers.get("location")!.length < 500);
});

Deno.test("POST /create_task moves a queued task to the top", async () => {
  const state = aState(
    aRunner("runs", 0, 1),
    aTask("first", { name: "queued" }, { nGpus: 2 }),
    aTask("second", { name: "queued" }, { nGpus: 2 }),
  );
  await using api = await anApi({ state });

  const response = await post(
    api,
    "/create_task",
    ["action", "promote"],
    ["id", "second"],
  );

  assertEquals(response.status, 303);
  const html = await pageOf(await api.ask("/create_task"));
  assertEquals(
    html.indexOf(">second<") < html.indexOf(">first<"),
    true,
  );
});

Deno.test("POST /ongoing_task asks a task to end, and says of a stranger that it is none", async () => {
  await using api = await anApi({ state: aState(aRunner("runs", 0)) });

  const asked = await post(
    api,
    "/ongoing_task",
    ["action", "terminate"],
    ["id", "runs"],
  );
  const stranger = await post(
    api,
    "/ongoing_task",
    ["action", "terminate"],
    ["id", HOSTILE],
  );

  assertEquals(asked.status, 303);
  assertEquals(api.scheduler.state.tasks.get("runs")!.state.name, "stopping");
  assertEquals(stranger.status, 404);
  const html = await pageOf(stranger);
  assertStringIncludes(html, 'role="alert"');
  assertEquals(html.includes("<script>alert"), false);
});

Deno.test("POST /home switches a GPU for the tasks to come", async () => {
  await using api = await anApi();
  const off = [["action", "switch_gpu"], ["gpu", "1"], ["enabled", "0"]];

  const response = await post(api, "/home", ...off as [string, string][]);

  assertEquals(response.status, 303);
  assertEquals([...api.scheduler.state.drains.keys()], [1]);
  assertStringIncludes(await pageOf(await api.ask("/home")), "Disabled");
});

Deno.test("POST /completed_task deletes all that were selected, and keeps the search", async () => {
  const state = aState(
    aTask("a", { name: "succeeded" }),
    aTask("b", { name: "terminated" }),
    aTask("c", { name: "succeeded" }),
  );
  await using api = await anApi({ state });

  const response = await post(
    api,
    "/completed_task?sort=name-az",
    ["action", "forget"],
    ["id", "a"],
    ["id", "b"],
  );

  assertEquals(
    response.headers.get("location"),
    "/completed_task?sort=name-az&done=forget&name=2+tasks",
  );
  assertEquals([...api.scheduler.state.ended], ["c"]);
});

Deno.test("GET /completed_task finds, filters and leaves the rest out", async () => {
  const failure = { kind: "exit", code: 137 } as const;
  const state = aState(
    aTask("good", { name: "succeeded" }),
    aTask("bad", { name: "failed", failure }),
  );
  await using api = await anApi({ state });

  const html = await pageOf(await api.ask("/completed_task?q=exit+137"));

  assertStringIncludes(html, ">bad<");
  assertStringIncludes(html, "<b>exit 137</b>");
  assertStringIncludes(html, 'name="q" value="exit 137"');
  assertEquals(html.includes(">good<"), false);
});

Deno.test("GET /logs shows a log's end as text, and the way to what came before", async () => {
  const dir = await aLogDir();
  const logFile = `${dir}/told.log`;
  const state = aState(
    aTask("told", { name: "succeeded" }, {}, { logFile }),
  );
  await using api = await anApi({ state }, dir);
  const lines = Array.from({ length: 9000 }, (_, line) => `line ${line}`);
  await api.writeLog("told", [...lines, HOSTILE].join("\n"));

  const html = await pageOf(await api.ask("/logs?task_id=told"));

  assertStringIncludes(html, "line 8999");
  assertEquals(html.includes("<script>alert"), false);
  const [, before = ""] = /before=(\d+)/.exec(html) ?? [];
  const earlier = await pageOf(
    await api.ask(`/logs?task_id=told&before=${before}`),
  );
  assertEquals(earlier.includes("line 8999"), false);
  const [, first = ""] = /line (\d+)/.exec(html) ?? [];
  assertStringIncludes(earlier, `line ${Number(first) - 1}\n</div>`);
});

Deno.test("GET /logs answers 404 for no task, and says of a queued one that it is queued", async () => {
  const state = aState(aTask("waits", { name: "queued" }, { nGpus: 9 }));
  await using api = await anApi({ state });

  const nobody = await api.ask("/logs?task_id=nobody");
  const queued = await api.ask("/logs?task_id=waits");

  assertEquals([nobody.status, queued.status], [404, 200]);
  assertStringIncludes(await nobody.text(), "There is no such task");
  assertStringIncludes(await queued.text(), "This task is queued");
});

Deno.test("a page tells what was done in words of its own, never in the address's", async () => {
  await using api = await anApi();

  const known = await pageOf(await api.ask("/home?done=forget&name=t-1"));
  const strange = await pageOf(
    await api.ask("/home?done=Pay+here&name=constructor"),
  );

  assertStringIncludes(known, "<b>Deleted</b>");
  assertEquals(strange.includes("Pay here"), false);
});

Deno.test("POST /recovery wants something selected", async () => {
  await using api = await anApi();

  const response = await post(api, "/recovery", ["action", "restore"]);

  assertEquals(response.status, 422);
  assertStringIncludes(await response.text(), "Nothing was selected");
});

Deno.test("no page runs a script that its policy does not know", async () => {
  await using api = await anApi();

  const response = await api.ask("/home");

  const policy = response.headers.get("content-security-policy")!;
  const [, nonce] = /script-src [^;]*'nonce-([^']+)'/.exec(policy)!;
  const scripts = (await response.text()).match(/<script\b[^>]*>/g)!;
  const unknown = scripts.filter((tag) =>
    !/\bsrc="\//.test(tag) && !tag.includes(nonce!) &&
    !tag.includes("application/json")
  );
  assertEquals(unknown, []);
});

Deno.test("GET /logs?q= lists the lines that hold a text, and the way to each", async () => {
  const dir = await aLogDir();
  const a = aTask("a", { name: "succeeded" }, {}, { logFile: `${dir}/a.log` });
  await using api = await anApi({ state: aState(a) }, dir);
  const rows = Array.from({ length: 150 }, (_, at) => `row <${at + 1}> Needle`);
  await api.writeLog("a", ["hay", ...rows, "hay"].join("\n"));
  const found = async (query: string) => {
    const html = await pageOf(await api.ask(`/logs?task_id=a&${query}`));
    const [section] = /aria-label="Search the whole log"[\s\S]*?<\/section>/
      .exec(html)!;
    return section;
  };

  const first = await found("q=needle");
  const [next] = /q=needle&amp;from=\d+/.exec(first)!;
  const second = await found(next.replace("&amp;", "&"));
  const none = await found("q=%3Cneedles");

  assertStringIncludes(first, "100 hits, not all of it read");
  assertStringIncludes(first, 'href="logs?task_id=a&amp;line=81#L101"');
  assertEquals(first.includes('aria-label="Line 102"></a>row'), false);
  assertStringIncludes(second, "50 hits");
  assertStringIncludes(second, 'aria-label="Line 102"></a>row &lt;101> ');
  assertStringIncludes(second, '<span class="hit">Needle</span>');
  assertStringIncludes(none, "No hit");
  assertStringIncludes(none, 'value="&lt;needles"');
});
