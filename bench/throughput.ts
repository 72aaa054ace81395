import { aServer, type TestServer } from "../tests/helpers/server.ts";
import { type Bench, type Finding, interleaved } from "./measure.ts";
import { compileSpawnLoop, hasTaskSpooler, run, spoolTrue } from "./rivals.ts";

const TASKS = 2000;
const ROUNDS = 5;
const GPUS = 8;
/** No task is done sooner than that after the one before. */
const SOONEST_MS = 0.5;
const LEFT = "queued,starting,running";

/**
 * `true`, 2,000 times, as one Multi submission over HTTP to a real server,
 * from the request until the last is on record as ended; against
 * task-spooler and a bare loop of posix_spawn(3), which save nothing.
 *
 * The first such submission to a server counts for itself: V8 compiles while
 * it runs, and a server runs for weeks.
 */
export const throughput: Bench = {
  name: "throughput",
  async run() {
    const dir = await Deno.makeTempDir({ prefix: "ant-bench-" });
    const loop = await compileSpawnLoop(dir);
    const rate = async (work: () => Promise<unknown>) => {
      const startMs = performance.now();
      await work();
      return TASKS / (performance.now() - startMs) * 1000;
    };
    const spooler = await hasTaskSpooler();
    // Kept to the end: where many files were just removed, ext4 is slow to
    // make new ones, and the next round would pay for it.
    await using servers = new AsyncDisposableStack();
    const serve = async (gpus: number | null) => {
      const server = servers.use(await aServer({ gpus }));
      const run = async () => {
        const found = await rate(() => runAll(server, gpus === null ? 0 : 1));
        await expectAllWell(server);
        return found;
      };
      return { first: await run(), run };
    };
    try {
      const noGpu = await serve(null);
      const gpus8 = await serve(GPUS);
      const found = await interleaved(ROUNDS, {
        noGpu: noGpu.run,
        gpus8: gpus8.run,
        loop: () => rate(() => run(loop, [String(TASKS)])),
        spooler: async () =>
          spooler ? await rate(() => spoolTrue(dir, TASKS)) : NaN,
      });
      return [
        { what: "throughput.noGpu.first.tasksPerS", figure: noGpu.first },
        ...lines("noGpu", found.noGpu, found.loop, found.spooler),
        { what: "throughput.gpus8.first.tasksPerS", figure: gpus8.first },
        ...lines("gpus8", found.gpus8, found.loop, found.spooler),
      ];
    } finally {
      await Deno.remove(dir, { recursive: true });
    }
  },
};

function lines(
  what: string,
  figure: number,
  loop: number,
  spooler: number,
): Finding[] {
  const name = `throughput.${what}.tasksPerS`;
  const against = (of: string, rival: number, atLeast: number): Finding => ({
    what: name,
    figure,
    baseline: { of, figure: rival },
    hold: { of: "ratio", atLeast },
  });
  const all = [against("a C posix_spawn loop", loop, 0.35)];
  if (Number.isNaN(spooler)) return all;
  return [against("task-spooler", spooler, 1), ...all];
}

async function runAll(server: TestServer, gpus: number): Promise<void> {
  const command = Array(TASKS).fill("true").join("\n");
  const reply = await server.fetch("/api/v1/tasks", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ mode: "multi", command, gpus }),
  });
  if (reply.status !== 201) throw new Error(await reply.text());
  await reply.body?.cancel();
  // The queue is looked through for each answer: not asked for all the time.
  for (let left = TASKS; left > 0; left = await countOf(server, LEFT)) {
    const ms = Math.max(10, left * SOONEST_MS);
    await new Promise((resolve) => setTimeout(resolve, ms));
  }
}

/** Looks at all that have ended, so not while the time counts. */
async function expectAllWell(server: TestServer): Promise<void> {
  const failed = await countOf(server, "failed,terminated,lost");
  if (failed > 0) throw new Error(`${failed} tasks did not succeed`);
}

async function countOf(server: TestServer, state: string): Promise<number> {
  const reply = await server.fetch(`/api/v1/tasks?state=${state}&limit=1`);
  if (!reply.ok) throw new Error(await reply.text());
  return (await reply.json()).total;
}
