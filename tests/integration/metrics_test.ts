import { assert, assertEquals, assertMatch } from "@std/assert";
import { untilEnded } from "../helpers/board.ts";
import { aServer, type TestServer } from "../helpers/server.ts";
import { submit } from "./requests.ts";

const DASHBOARD = new URL(
  "../../docs/grafana-dashboard.json",
  import.meta.url,
);

/** As Prometheus does, at the port without pages. */
async function scrape(server: TestServer): Promise<Map<string, number>> {
  const response = await server.fetch(`${server.apiUrl}/metrics`);
  assertEquals(response.status, 200);
  assertMatch(response.headers.get("content-type")!, /^text\/plain; version=0/);
  const lines = (await response.text()).split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));
  return new Map(lines.map((line) => {
    const [, name, value] = /^(\S+(?:\{.*\})?) (\S+)$/.exec(line)!;
    return [name!, Number(value)];
  }));
}

Deno.test("GET /metrics counts what happened, and shows what is", async () => {
  await using server = await aServer({ gpus: 2 });
  await submit(server, "good", { command: "true", gpus: 1 });
  await submit(server, "bad", { command: "exit 3", gpus: 1 });
  await untilEnded(server, ["good", "bad"]);

  const metrics = await scrape(server);

  for (
    const [name, value] of Object.entries({
      "ant_tasks_submitted_total": 2,
      "ant_tasks_started_total": 2,
      'ant_tasks_ended_total{outcome="succeeded"}': 1,
      'ant_tasks_ended_total{outcome="failed"}': 1,
      "ant_task_wait_seconds_count": 2,
      'ant_task_run_seconds_count{outcome="failed"}': 1,
      'ant_gpus{standing="free"}': 2,
      "ant_tasks_queued": 0,
      "ant_tasks_kept": 2,
      "ant_journal_failing": 0,
    })
  ) assertEquals([name, metrics.get(name)], [name, value]);
  assert(metrics.get("ant_journal_append_seconds_sum")! > 0);
  assert(metrics.get("process_resident_memory_bytes")! > 1e7);
  assert(metrics.has('ant_gpu_memory_total_bytes{gpu="1"}'));
});

Deno.test("GET /metrics wants a token, as everything does", async () => {
  await using server = await aServer({ gpus: 1 });

  for (const url of [server.url, server.apiUrl]) {
    const answers = [
      await server.fetch(`${url}/metrics`),
      await server.fetch(`${url}/metrics`, {
        headers: { authorization: "Bearer none-of-the-tokens" },
      }),
    ];

    await Promise.all(answers.map((answer) => answer.body?.cancel()));
    assertEquals(answers.map(({ status }) => status), [200, 401]);
  }
});

Deno.test("docs/grafana-dashboard.json asks for metrics that there are", async () => {
  await using server = await aServer({ gpus: 1 });
  await submit(server, "one", { command: "true" });
  await untilEnded(server, ["one"]);
  const known = new Set(
    [...(await scrape(server)).keys()].map((name) => name.split("{")[0]!),
  );

  const { panels, templating } = JSON.parse(
    await Deno.readTextFile(DASHBOARD),
  );

  const asked = [
    ...panels.flatMap((panel: { targets: { expr: string }[] }) =>
      panel.targets.map(({ expr }) => expr)
    ),
    ...templating.list.map(({ query }: { query: string }) => query),
  ].flatMap((text) => text.match(/\b(ant|process)_\w+/g) ?? []);
  assert(asked.length >= 20);
  assertEquals(asked.filter((name) => !known.has(name)), []);
});
