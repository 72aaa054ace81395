import { aServer } from "../tests/helpers/server.ts";
import { type Bench, quantile } from "./measure.ts";
import { hasTaskSpooler, run } from "./rivals.ts";

const QUEUED = 10_000;
const WATCHED = 300;
/** The whole task; bash tells the time itself, in microseconds. */
const COMMAND = "echo $EPOCHREALTIME >>stamps";

/**
 * From the end of a task to the first command of the next on the same GPU,
 * with 10,000 queued: the distance of their time stamps, which holds the end
 * of one bash and the start of another. Against the same commands one after
 * another in task-spooler, and in a shell loop, which keeps nothing.
 */
export const dispatch: Bench = {
  name: "dispatch",
  async run() {
    const ours = await onServer();
    const loop = await inFolder((dir) =>
      run(
        "sh",
        [
          "-c",
          `for at in $(seq ${WATCHED}); do bash -c '${COMMAND}'; done`,
        ],
        {},
        dir,
      )
    );
    const spooler = await hasTaskSpooler()
      ? await inFolder((dir) =>
        run(
          "sh",
          [
            "-c",
            `for at in $(seq ${WATCHED}); do tsp -n bash -c '${COMMAND}'; done
          tsp -w; tsp -K`,
          ],
          { TS_SOCKET: `${dir}/tsp`, TMPDIR: dir },
          dir,
        )
      )
      : null;
    return [[0.5, 3], [0.99, 15]].flatMap(([share, atMost]) => {
      const what = `dispatch.p${share! * 100}.ms`;
      const figure = quantile(ours, share!);
      const against = (of: string, rival: readonly number[]) => ({
        what,
        figure,
        baseline: { of, figure: quantile(rival, share!) },
        hold: { of: "figure", atMost: atMost! } as const,
      });
      return [
        against("a shell loop", loop),
        ...spooler === null ? [] : [against("task-spooler", spooler)],
      ];
    });
  },
};

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
    if (stamps.length > WATCHED) return stamps.slice(1);
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
