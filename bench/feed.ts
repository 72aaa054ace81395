import { aServer, type TestServer } from "../tests/helpers/server.ts";
import { type Bench, interleaved, quantile } from "./measure.ts";

const READERS = 200;
const PER_SECOND = 100;
const CHANGES = 400;
const ROUNDS = 3;
const PATIENCE_MS = 10_000;
/** A mark in a command, which the patch of the change then shows. */
const MARK = /echo mark-(\d+)/g;

/**
 * From the request that changes a task until each of 200 browsers has the
 * patch, at 100 changes a second; against one browser, and with one more that
 * has stopped to read.
 */
export const feed: Bench = {
  name: "feed",
  async run() {
    await using server = await aServer({ gpus: 1 });
    const id = await aQueuedTask(server);
    let nextMark = 1;
    const measure = async (readers: number, frozen: number) => {
      const delays = await delaysOf(server, id, nextMark, readers, frozen);
      nextMark += CHANGES;
      return quantile(delays, 0.99);
    };
    const found = await interleaved(ROUNDS, {
      one: () => measure(1, 0),
      all: () => measure(READERS, 0),
      withFrozen: () => measure(READERS, 1),
    });
    const hold = { of: "figure", atMost: 50 } as const;
    return [
      {
        what: `feed.readers${READERS}.p99.ms`,
        figure: found.all,
        baseline: { of: "one reader", figure: found.one },
        hold,
      },
      {
        what: `feed.readers${READERS}AndOneFrozen.p99.ms`,
        figure: found.withFrozen,
        baseline: { of: `${READERS} that read`, figure: found.all },
        hold,
      },
    ];
  },
};

/** A task that waits behind another, and so can be changed. */
async function aQueuedTask(server: TestServer): Promise<string> {
  const post = async (command: string) => {
    const reply = await server.fetch("/api/v1/tasks", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ command, gpus: 1 }),
    });
    if (reply.status !== 201) throw new Error(await reply.text());
    return (await reply.json()).tasks[0].id as string;
  };
  await post("sleep 600");
  return await post("echo mark-0");
}

async function delaysOf(
  server: TestServer,
  id: string,
  firstMark: number,
  readers: number,
  frozen: number,
): Promise<number[]> {
  const sentMs = new Map<number, number>();
  const delays: number[] = [];
  const connections: Deno.TcpConn[] = [];
  const connect = async () => {
    const connection = await openFeed(server);
    connections.push(connection);
    return connection;
  };
  const all = await Promise.all(Array.from({ length: readers }, connect));
  for (let at = 0; at < frozen; at++) await connect();
  const boards = new Set<Deno.TcpConn>();
  const reading = all.map((connection) =>
    readMarks(connection, (mark) => {
      if (sentMs.has(mark)) delays.push(performance.now() - sentMs.get(mark)!);
      else boards.add(connection);
    })
  );
  // The mark before, which the board holds, was seen by every reader.
  while (boards.size < readers) await pause(20);
  const changes: Promise<void>[] = [];
  const startMs = performance.now();
  for (let at = 0; at < CHANGES; at++) {
    await pause(startMs + at * 1000 / PER_SECOND - performance.now());
    const mark = firstMark + at;
    sentMs.set(mark, performance.now());
    changes.push(change(server, id, mark));
  }
  await Promise.all(changes);
  const untilMs = performance.now() + PATIENCE_MS;
  while (delays.length < CHANGES * readers && performance.now() < untilMs) {
    await pause(50);
  }
  for (const connection of connections) connection.close();
  await Promise.all(reading);
  const missing = CHANGES * readers - delays.length;
  if (missing > 0) throw new Error(`${missing} patches did not come in time`);
  return delays;
}

async function change(
  server: TestServer,
  id: string,
  mark: number,
): Promise<void> {
  const reply = await server.fetch(`/api/v1/tasks/${id}`, {
    method: "PATCH",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ command: `echo mark-${mark}` }),
  });
  if (!reply.ok) throw new Error(await reply.text());
  await reply.body?.cancel();
}

/** A bare connection: 200 readers are to cost this process little. */
async function openFeed(server: TestServer): Promise<Deno.TcpConn> {
  const { hostname, port } = new URL(server.url);
  const connection = await Deno.connect({ hostname, port: Number(port) });
  const request = [
    "GET /api/v1/events HTTP/1.1",
    `Host: ${hostname}:${port}`,
    `Authorization: Bearer ${server.token}`,
    "",
    "",
  ].join("\r\n");
  await connection.write(new TextEncoder().encode(request));
  return connection;
}

/** Reads until the connection is closed from this side. */
async function readMarks(
  connection: Deno.TcpConn,
  onMark: (mark: number) => void,
): Promise<void> {
  const decoder = new TextDecoder();
  const buffer = new Uint8Array(65_536);
  let rest = "";
  let last = -1;
  try {
    for (;;) {
      const length = await connection.read(buffer);
      if (length === null) throw new Error("The server let a reader go");
      rest += decoder.decode(buffer.subarray(0, length), { stream: true });
      for (const [, text] of rest.matchAll(MARK)) {
        const mark = Number(text);
        // Changes that were saved together come in one patch.
        for (let at = last + 1; at <= mark; at++) onMark(at);
        last = Math.max(last, mark);
      }
      rest = rest.slice(rest.lastIndexOf("\n") + 1);
    }
  } catch (error) {
    const isClosed = error instanceof Deno.errors.BadResource ||
      error instanceof Deno.errors.Interrupted;
    if (!isClosed) throw error;
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));
}
