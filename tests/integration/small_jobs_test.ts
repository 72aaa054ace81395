import { assert, assertEquals, assertMatch } from "@std/assert";
import type { BoardView } from "../../scheduler/view/board.ts";
import { untilBoard } from "../helpers/board.ts";
import { aServer, type TestServer } from "../helpers/server.ts";

const EXAMPLES = new URL("../../docs/examples", import.meta.url).pathname;
const JOBS = 7;

/** What each job's log must say, whatever programs the machine has. */
const SAYS: Readonly<Record<string, RegExp>> = {
  "small-compile": /148933 primes below 2000000|skipped: there is no cc/,
  "small-train-wide":
    /GPUs 0,1,2,3\n(epoch \d+ loss [\d.]+\n){40}w (2\.9|3\.0)/,
  "small-train-a": /GPUs (0,1|2,3)\n(epoch \d+ loss [\d.]+\n){20}w (2\.9|3\.0)/,
  "small-train-b": /GPUs (0,1|2,3)\n(epoch \d+ loss [\d.]+\n){20}w (2\.9|3\.0)/,
  "small-compress":
    /gzip: \d+ bytes to \d+, and back|skipped: there is no gzip/,
  "small-words": /\d+ the\n/,
  "small-shells": /\/etc\n +\d+ \//,
};

async function submit(server: TestServer): Promise<unknown> {
  const response = await server.fetch("/api/create_task", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      queue_mode: "multi",
      command: await Deno.readTextFile(`${EXAMPLES}/small_jobs.ant`),
      envar: { ant_wd: EXAMPLES },
    }),
  });
  return await response.json();
}

async function logOf(server: TestServer, id: string): Promise<string> {
  const query = new URLSearchParams({ task_id: id, full_log: "1" });
  const response = await server.fetch(`/api/get_log?${query}`);
  const { data } = await response.json();
  return data;
}

/** Every GPU that two tasks hold at once. */
function sharedGpus({ active }: BoardView): number[] {
  const held = active.flatMap(({ gpus }) => gpus);
  return held.filter((gpu, index) => held.indexOf(gpu) !== index);
}

Deno.test({
  name: "docs/examples/small_jobs.ant runs to its end on four simulated GPUs",
  timeout: 600_000,
  async fn() {
    await using server = await aServer({ gpus: 4 });
    const shared: number[] = [];

    const answer = await submit(server);
    const board = await untilBoard(
      server,
      ({ ended }) => ended.length === JOBS,
      (board) => shared.push(...sharedGpus(board)),
    );

    assertEquals(answer, { status: "success", message: "Tasks Created!" });
    assertEquals(shared, []);
    for (const [name, words] of Object.entries(SAYS)) {
      const task = board.ended.find(({ id }) => id.startsWith(name));
      assert(task, `There is no task "${name}"`);
      const log = await logOf(server, task.id);
      assertEquals(task.end, { exitCode: 0, signal: null, cause: null }, log);
      assertMatch(log, words);
    }
  },
});
