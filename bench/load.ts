import { aServer, type TestServer } from "../tests/helpers/server.ts";
import { type Bench, quantile } from "./measure.ts";
import { runBare } from "./rivals.ts";

const CLIENTS = 64;
const LASTS_MS = 60_000;
/** What a person, a script or an agent leaves between two requests: about. */
const PAUSE_MS = 250;
const GPUS = 4;
const TASK_MS = 200;
/** More than the GPUs get through meanwhile. */
const GPU_TASKS = GPUS * LASTS_MS / TASK_MS;

/** About as many as there is time for, with nobody to hand them over. */
const BARE_TASKS = LASTS_MS / TASK_MS;
/** Each task notes when it begins and ends, by its own clock. */
const COMMAND = `${note("begin")}; read -t ${TASK_MS / 1000} <> <(:); ${
  note("end")
}`;

/**
 * 64 clients that submit, list, read a log and kill for a minute, while four
 * GPUs are handed from task to task: what is answered wrongly, and how long a
 * GPU then waits for its next task. A bare loop of the same tasks in the same
 * wrappers runs beside it, and tells how long the machine takes by itself.
 */
export const load: Bench = {
  name: "load",
  async run() {
    await using server = await aServer({ gpus: GPUS });
    const { dir } = server;
    const gpus = Array.from({ length: GPUS }, (_, gpu) => `${gpu}`);
    await keepGpusBusy(server);
    const before = await handOvers(dir, gpus);
    const beside = { NOTES: dir, CUDA_VISIBLE_DEVICES: "bare" };
    const [{ slowestMs, errors }] = await Promise.all([
      besiege(server),
      runBare(`${dir}/tmp`, COMMAND, BARE_TASKS, beside),
    ]);
    const waits = (await handOvers(dir, gpus)).slice(before.length);
    const wholeMs = quantile(waits, 0.99);
    const bareMs = quantile(await handOvers(dir, ["bare"]), 0.99);
    return [
      {
        what: "load.errors",
        figure: errors,
        hold: { of: "figure", atMost: 0 },
      },
      { what: "load.slowestAnswer.ms", figure: slowestMs },
      {
        what: "load.handOver.p99.addedMs",
        figure: wholeMs - bareMs,
        hold: { of: "figure", atMost: 50 },
      },
      {
        what: "load.handOver.p99.wholeMs",
        figure: wholeMs,
        baseline: { of: "a bare loop beside it", figure: bareMs },
      },
    ];
  },
};

function note(what: string): string {
  return `echo "${what} $EPOCHREALTIME" >>$NOTES/gpu-$CUDA_VISIBLE_DEVICES`;
}

async function keepGpusBusy({ dir, fetch }: TestServer): Promise<void> {
  for (let sent = 0; sent < GPU_TASKS; sent += 1000) {
    const wish = { mode: "multi", gpus: 1, env: { NOTES: dir } };
    const lines = Array(1000).fill(COMMAND).join("\n");
    const reply = await fetch("/api/v1/tasks", {
      method: "POST",
      body: JSON.stringify({ ...wish, command: lines }),
    });
    if (reply.status !== 201) throw new Error(await reply.text());
    await reply.body?.cancel();
  }
}

async function besiege({ fetch }: TestServer) {
  let slowestMs = 0;
  let errors = 0;
  const endMs = performance.now() + LASTS_MS;
  const client = async (number: number) => {
    await pause();
    for (let turn = 0; performance.now() < endMs; turn++) {
      for (const [path, init] of requests(`c${number}-${turn}`, number)) {
        const startMs = performance.now();
        const { status, body } = await fetch(path, init);
        await body?.cancel();
        slowestMs = Math.max(slowestMs, performance.now() - startMs);
        // A log may not be there yet, and a task may have ended by itself.
        if (status >= 300 && ![404, 409].includes(status)) errors++;
        await pause();
      }
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, (_, at) => client(at)));
  return { slowestMs, errors };
}

/** Each client keeps a time of its own. */
function pause(): Promise<void> {
  const ms = PAUSE_MS * (0.5 + Math.random());
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function requests(
  id: string,
  number: number,
): [path: string, init: RequestInit][] {
  const command = number % 4 === 0 ? "exec sleep 30" : "echo line";
  const wish = JSON.stringify({ id, command, gpus: 0 });
  return [
    ["/api/v1/tasks", { method: "POST", body: wish }],
    ["/api/v1/tasks?limit=50", {}],
    [`/api/v1/tasks/${id}/log?tail=20`, {}],
    [`/api/v1/tasks/${id}/terminate`, { method: "POST" }],
  ];
}

/** How long GPUs were without a task, in ms, in the order of the ends. */
async function handOvers(
  dir: string,
  gpus: readonly string[],
): Promise<number[]> {
  const waits: { readonly atS: number; readonly ms: number }[] = [];
  for (const gpu of gpus) {
    const text = await Deno.readTextFile(`${dir}/gpu-${gpu}`).catch(() => "");
    const notes = text.trim().split("\n").map((line) => line.split(" "));
    for (const [place, [what, second]] of notes.entries()) {
      const [before, first] = notes[place - 1] ?? [];
      if (what !== "begin" || before !== "end") continue;
      const atS = Number(second);
      waits.push({ atS, ms: (atS - Number(first)) * 1000 });
    }
  }
  return waits.sort((a, b) => a.atS - b.atS).map(({ ms }) => ms);
}
