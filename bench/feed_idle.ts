import { aServer, type TestServer } from "../tests/helpers/server.ts";
import type { Bench } from "./measure.ts";

const SETTLED_MS = 3_000;
const WATCHED_MS = 10_000;
const GPUS = 8;
const ENDED = 500;

/**
 * What each browser is sent a second while nothing changes but what 8 GPUs
 * measure, after a history of 500 tasks; and what the server computes.
 */
export const feedIdle: Bench = {
  name: "feedIdle",
  async run() {
    await using server = await aServer({ gpus: GPUS });
    await aHistory(server);
    const reply = await server.fetch("/api/v1/events");
    const reader = reply.body!.getReader();
    const idler = new Deno.Command(Deno.execPath(), {
      args: ["eval", "setInterval(() => {}, 1000)"],
    }).spawn();
    // The board, and what goes with it.
    const boardBytes = await readFor(reader, SETTLED_MS);
    const pids = [server.pid, idler.pid];
    const before = pids.map(cpuMsOf);
    const startMs = performance.now();
    const bytes = await readFor(reader, WATCHED_MS);
    const seconds = (performance.now() - startMs) / 1000;
    const [ours, idle] = pids.map((pid, at) =>
      (cpuMsOf(pid) - before[at]!) / seconds / 10
    );
    idler.kill();
    await idler.status;
    await reader.cancel();
    return [
      {
        what: "feedIdle.bytesPerS",
        figure: bytes / seconds,
        baseline: { of: "the first 3 s, with the board", figure: boardBytes },
        hold: { of: "figure", atMost: 2048 },
      },
      {
        what: "feedIdle.cpuPercent",
        figure: ours!,
        baseline: { of: "a Deno that does nothing", figure: idle! },
        hold: { of: "figure", atMost: 1 },
      },
    ];
  },
};

/** Reads on for a while, and tells how much came. */
async function readFor(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  ms: number,
): Promise<number> {
  const untilMs = performance.now() + ms;
  let bytes = 0;
  while (performance.now() < untilMs) {
    bytes += (await reader.read()).value?.length ?? 0;
  }
  return bytes;
}

async function aHistory(server: TestServer): Promise<void> {
  const command = Array(ENDED).fill("true").join("\n");
  await server.fetch("/api/v1/tasks", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ mode: "multi", command, gpus: 0 }),
  }).then((reply) => reply.body?.cancel());
  for (;;) {
    const reply = await server.fetch("/api/v1/tasks?state=succeeded&limit=1");
    if ((await reply.json()).total === ENDED) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** The time a process has computed, in all; ticks are 10 ms, proc(5). */
function cpuMsOf(pid: number): number {
  const text = Deno.readTextFileSync(`/proc/${pid}/stat`);
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
