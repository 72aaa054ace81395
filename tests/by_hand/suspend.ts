/**
 * A machine that sleeps, and a clock that is set, as far as processes can tell:
 * CLOCK_REALTIME jumps and CLOCK_MONOTONIC does not, clock_gettime(2). Not a
 * test that always runs, for it needs libfaketime (Debian: `faketime`):
 *
 *     deno run -A tests/by_hand/suspend.ts
 *
 * A real server with its tasks is stopped, its clock set, and let go on. Each
 * line tells what was seen; the exit code is 1 where one is not as it should.
 */
import { taskOn, untilBoard } from "../helpers/board.ts";
import { processesMarked } from "../helpers/processes.ts";
import { say } from "../helpers/say.ts";
import { aServer, type TestServer } from "../helpers/server.ts";
import { ask, submit } from "../integration/requests.ts";

const LIBRARY = Deno.args[0] ??
  "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1";
const HOUR_MS = 3_600_000;
/** A wake-up comes that much later at most, on a machine that is busy. */
const LATE_MS = 8_000;
/** The server looks at the clock that often, though nothing wakes it. */
const LOOK_MS = 30_000;
const LIMIT_MS = 40_000;
const RETRY_MS = 30_000;
/** HANDLER_kill_grace, as it is by default. */
const GRACE_MS = 10_000;

let isWell = true;

function tell(what: string, isRight: boolean, seen: unknown): void {
  isWell &&= isRight;
  say(`${isRight ? "ok   " : "WRONG"} ${what}: ${seen}`);
}

/** Takes the first news badly, as a receiver does that starts anew. */
function aReceiver() {
  const taken = Promise.withResolvers<number>();
  const refused = Promise.withResolvers<void>();
  let asked = 0;
  const server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen: () => {} },
    () => {
      if (++asked > 2) taken.resolve(performance.now());
      else refused.resolve();
      return new Response("", { status: asked > 2 ? 200 : 500 });
    },
  );
  const url = `http://127.0.0.1:${server.addr.port}/`;
  const close = () => server.shutdown();
  return {
    url,
    refused: refused.promise,
    taken: taken.promise,
    [Symbol.asyncDispose]: close,
  };
}

async function sleepFor(server: TestServer, clock: string, byMs: number) {
  const pids = [server.pid, ...await processesMarked(server.dir)];
  for (const pid of pids) Deno.kill(pid, "SIGSTOP");
  await Deno.writeTextFile(
    clock,
    `${byMs < 0 ? "-" : "+"}${Math.abs(byMs) / 1000}\n`,
  );
  for (const pid of pids) Deno.kill(pid, "SIGCONT");
}

async function live(byMs: number): Promise<void> {
  const clock = await Deno.makeTempFile();
  await Deno.writeTextFile(clock, "+0\n");
  await using receiver = aReceiver();
  await using server = await aServer({
    gpus: 2,
    config: {
      "SCHEDULER_retry_delay": RETRY_MS / 1000,
      "NOTIFY_webhooks": [{ name: "lab", url: receiver.url }],
    },
    env: {
      LD_PRELOAD: LIBRARY,
      FAKETIME_TIMESTAMP_FILE: clock,
      FAKETIME_NO_CACHE: "1",
      DONT_FAKE_MONOTONIC: "1",
    },
  });
  const command = `ant_timeout=${LIMIT_MS / 1000}s exec sleep 1000`;
  await submit(server, "limit", { command, gpus: 1 });
  await untilBoard(server, (now) => taskOn(now, "limit")?.state === "running");
  const limitMs = performance.now();
  await submit(server, "again", { command: "ant_retries=1 exit 3" });
  await submit(server, "begin", { command: "ant_begin=+1h true" });
  await submit(server, "bad", { command: "exit 4" });
  await submit(server, "behind", { command: "true", gpus: 2 });
  await receiver.refused;
  const before = await untilBoard(
    server,
    (now) => taskOn(now, "again")?.earlier.length === 1,
  );
  const againMs = performance.now();

  await sleepFor(server, clock, byMs);
  const sleptMs = performance.now();
  const since = () => Math.round(performance.now() - sleptMs);
  const whole = untilBoard(
    server,
    (now) => Math.abs(now.nowMs - before.nowMs - byMs) < LATE_MS,
  );
  await whole;
  tell("the feed goes on", since() < LATE_MS, `${since()} ms after`);

  await submit(server, "next", { command: "ant_after_any=@ true" });
  const { text } = await ask(server, "/api/v1/tasks/next");
  tell("`@` is the last one submitted", /"behind"/.test(text), "behind");

  const dueMs = () => LIMIT_MS + GRACE_MS - (performance.now() - limitMs);
  let inMs = NaN;
  await untilBoard(server, ({ forecast, nowMs }) => {
    const start = forecast.starts.find(({ id }) => id === "behind");
    inMs = start === undefined ? NaN : start.atMs - nowMs;
    return Math.abs(inMs - dueMs()) < LATE_MS || since() > LOOK_MS;
  });
  tell(
    "what waits for a limit is expected when that is over",
    Math.abs(inMs - dueMs()) < LATE_MS,
    `in ${Math.round(inMs)} ms, ${Math.round(dueMs())} are left`,
  );

  const told = receiver.taken.then((atMs) => Math.round(atMs - sleptMs));
  tell("a webhook is tried again", await told < LOOK_MS, `${await told} ms`);

  await untilBoard(server, (now) => taskOn(now, "again")?.attempt === 2);
  const waitedMs = performance.now() - againMs;
  tell(
    `a retry after ${RETRY_MS} ms`,
    Math.abs(waitedMs - RETRY_MS) < LATE_MS,
    `${Math.round(waitedMs)} ms`,
  );
  const over = await untilBoard(
    server,
    (now) => taskOn(now, "limit")?.end != null,
  );
  const ranMs = performance.now() - limitMs;
  const { startedAtMs, endedAtMs } = taskOn(over, "limit")!;
  tell(
    `a time limit of ${LIMIT_MS} ms`,
    Math.abs(ranMs - LIMIT_MS) < LATE_MS,
    `${Math.round(ranMs)} ms, shown as ${endedAtMs! - startedAtMs!} ms`,
  );
  const begun = taskOn(over, "begin")!;
  tell(
    "a begin is a moment of the clock",
    (begun.end !== null) === (byMs >= HOUR_MS),
    begun.state,
  );
  await Deno.remove(clock);
}

for (const byMs of [2 * HOUR_MS, -HOUR_MS]) {
  say(`The clock goes by ${byMs / HOUR_MS} h`);
  await live(byMs);
}
Deno.exit(isWell ? 0 : 1);
