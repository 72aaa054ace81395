import { aServer, type TestServer } from "../tests/helpers/server.ts";
import { type Bench, interleaved, median } from "./measure.ts";

const ROUNDS = 3;
const TURNS = 60;
const MAX_LOG_BYTES = 64 * 1024 * 1024;
/** What V8 leaves lying about; what is printed is ten times as much. */
const MAX_GROWTH_MIB = 128;
/** 26 MB at a time and a pause of 0.1 s: 200 MB/s. */
const PRINTER = `line="step 12345 of 99999, loss 0.123456789, 2,345 tokens/s";
  while :; do yes "$line" | head -c 26000000; sleep 0.1; done`;

/**
 * What a task that prints 200 MB/s does to others: from one's submission to
 * its end, with the printer at work, its log followed and capped, against the
 * same where the printer writes to /dev/null; what the server's memory has
 * grown by; and how much was printed indeed, which the disk decides.
 */
export const printer: Bench = {
  name: "printer",
  async run() {
    const config = { "HANDLER_max_log_bytes": MAX_LOG_BYTES };
    await using server = await aServer({ gpus: null, config });
    await runTrue(server);
    const beforeMiB = memoryMiB(server.pid);
    const grown: number[] = [];
    const printed: number[] = [];
    const whilst = async (command: string) => {
      await using it = await aTask(server, command);
      await using _follower = await follow(server, it.id);
      const startMs = performance.now();
      const found = median(await turns(server));
      if (command !== PRINTER) return found;
      const tookMs = performance.now() - startMs;
      printed.push(await logBytes(server, it.id) / tookMs / 1000);
      grown.push(memoryMiB(server.pid) - beforeMiB);
      return found;
    };
    const found = await interleaved(ROUNDS, {
      toLog: () => whilst(PRINTER),
      toNowhere: () => whilst(`{ ${PRINTER}; } >/dev/null`),
    });
    return [
      { what: "printer.printed.MBPerS", figure: median(printed) },
      {
        what: "printer.othersTurn.p50.ms",
        figure: found.toLog,
        baseline: { of: "printing to /dev/null", figure: found.toNowhere },
        hold: { of: "ratio", atMost: 2 },
      },
      {
        what: "printer.serverGrowth.MiB",
        figure: Math.max(...grown),
        hold: { of: "figure", atMost: MAX_GROWTH_MIB },
      },
    ];
  },
};

async function turns(server: TestServer): Promise<number[]> {
  const found: number[] = [];
  for (let turn = 0; turn < TURNS; turn++) {
    const startMs = performance.now();
    await runTrue(server);
    found.push(performance.now() - startMs);
  }
  return found;
}

async function submit(server: TestServer, command: string): Promise<string> {
  const reply = await server.fetch("/api/v1/tasks", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ command, gpus: 0 }),
  });
  if (reply.status !== 201) throw new Error(await reply.text());
  return (await reply.json()).tasks[0].id;
}

/** Runs `true` to its end; the answer comes when it is there. */
async function runTrue(server: TestServer): Promise<void> {
  const id = await submit(server, "true");
  const reply = await server.fetch(`/api/v1/tasks/${id}/wait?timeout=60`);
  if (!reply.ok) throw new Error(await reply.text());
  await reply.body?.cancel();
}

async function aTask(server: TestServer, command: string) {
  const id = await submit(server, command);
  return {
    id,
    async [Symbol.asyncDispose]() {
      const path = `/api/v1/tasks/${id}/terminate`;
      const reply = await server.fetch(path, { method: "POST" });
      await reply.body?.cancel();
    },
  };
}

/** How much was ever written to a log: what is left out of it is a hole. */
async function logBytes(server: TestServer, id: string): Promise<number> {
  const reply = await server.fetch(`/api/v1/tasks/${id}`);
  const { state, logFile } = await reply.json();
  if (state !== "running") throw new Error(`The printer is ${state}`);
  return (await Deno.stat(logFile)).size;
}

/** Reads a log as its page does. */
async function follow(server: TestServer, id: string) {
  const leave = new AbortController();
  const path = `/api/v1/tasks/${id}/log/stream`;
  const { signal } = leave;
  const reply = await server.fetch(path, { signal });
  if (!reply.ok) throw new Error(await reply.text());
  const nowhere = new WritableStream();
  const reading = reply.body!.pipeTo(nowhere, { signal }).catch(() => {});
  return {
    async [Symbol.asyncDispose]() {
      leave.abort();
      await reading;
    },
  };
}

function memoryMiB(pid: number): number {
  const text = Deno.readTextFileSync(`/proc/${pid}/status`);
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(text)![1]) / 1024;
}
