import { aServer } from "../tests/helpers/server.ts";
import { type Bench, quantile } from "./measure.ts";
import { hasTaskSpooler, run, runBare } from "./rivals.ts";

const QUEUED = 10_000;
/** V8 compiles meanwhile; a server runs for weeks. */
const WARM_UP = 600;
const WATCHED = 300;
/** The whole task; bash tells the time itself, in microseconds. */
const COMMAND = "echo $EPOCHREALTIME >>stamps";

/**
 * From the end of a task until the next one on the same GPU runs, with 10,000
 * queued. Each task is a time stamp; the distance of two holds one wrapper
 * and one bash, too, which the same wrappers in a bare loop tell apart.
 */
export const dispatch: Bench = {
  name: "dispatch",
  async run() {
    const ours = await onServer();
    const bare = await inFolder((dir) => runBare(dir, COMMAND, WATCHED));
    const spooler = await hasTaskSpooler() ? await inFolder(spool) : null;
    return [[0.5, 3], [0.99, 15]].flatMap(([share, atMost]) => {
      const figure = quantile(ours, share!);
      const what = `dispatch.p${share! * 100}`;
      const added = figure - quantile(bare, 0.5);
      const against = (of: string, rival: readonly number[]) => ({
        what: `${what}.wholeMs`,
        figure,
        baseline: { of, figure: quantile(rival, share!) },
      });
      return [
        {
          what: `${what}.addedMs`,
          figure: added,
          hold: { of: "figure", atMost: atMost! } as const,
        },
        against("the same wrappers in a shell loop", bare),
        ...spooler === null ? [] : [against("task-spooler", spooler)],
      ];
    });
  },
};

function spool(dir: string): Promise<string> {
  const text = `for at in $(seq ${WATCHED}); do tsp -n bash -c "$0"; done
    tsp -w
    tsp -K`;
  const env = { TS_SOCKET: `${dir}/tsp`, TMPDIR: dir };
  return run("sh", ["-c", text, COMMAND], env, dir);
}

async function onServer(): Promise<number[]> {
  await using server = await aServer({ gpus: 1 });
  const reply = await server.fetch("/api/v1/tasks", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      mode: "multi",
      command: Array(QUEUED).fill(COMMAND).join("\n"),
      gpus: 1,
    }),
  });
  if (reply.status !== 201) throw new Error(await reply.text());
  await reply.body?.cancel();
  for (;;) {
    const stamps = await gapsIn(server.dir);
    if (stamps.length >= WARM_UP + WATCHED) return stamps.slice(WARM_UP);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function inFolder(
  work: (dir: string) => Promise<unknown>,
): Promise<number[]> {
  const dir = await Deno.makeTempDir({ prefix: "ant-bench-" });
  try {
    await work(dir);
    return await gapsIn(dir);
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
}

/** The distances in ms between the stamps that were left in a folder. */
async function gapsIn(dir: string): Promise<number[]> {
  const text = await Deno.readTextFile(`${dir}/stamps`).catch(() => "");
  const stamps = text.trim().split("\n").map(Number);
  return stamps.slice(1).map((stamp, at) => (stamp - stamps[at]!) * 1000);
}
