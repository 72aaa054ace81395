/**
 * `deno task bench [NAME]...`: runs each bench, or those named, and prints
 * one line of JSON for each figure. See README.md on how to read it.
 */
import { backfill } from "./backfill.ts";
import { dispatch } from "./dispatch.ts";
import { feed } from "./feed.ts";
import { feedIdle } from "./feed_idle.ts";
import { ownGround } from "./ground.ts";
import { growth } from "./growth.ts";
import { load } from "./load.ts";
import { logSearch } from "./log_search.ts";
import { logTail } from "./log_tail.ts";
import { lineOf } from "./measure.ts";
import { memory } from "./memory.ts";
import { printer } from "./printer.ts";
import { run } from "./rivals.ts";
import { startUp } from "./start_up.ts";
import { submit } from "./submit.ts";
import { throughput } from "./throughput.ts";

const BENCHES = [
  throughput,
  dispatch,
  submit,
  growth,
  backfill,
  memory,
  startUp,
  feed,
  feedIdle,
  load,
  logTail,
  logSearch,
  printer,
];

const encoder = new TextEncoder();

const wanted = Deno.args.length === 0 ? BENCHES : Deno.args.map(benchCalled);
await using _ground = await ownGround();
for (const bench of wanted) {
  await run("sync", []); // What the one before wrote and removed is its own.
  for (const finding of await bench.run()) {
    Deno.stdout.writeSync(encoder.encode(`${lineOf(finding)}\n`));
  }
}

function benchCalled(name: string) {
  const bench = BENCHES.find((one) => one.name === name);
  if (bench !== undefined) return bench;
  const names = BENCHES.map((one) => one.name).join(", ");
  const text = `There is no bench "${name}"; there are: ${names}\n`;
  Deno.stderr.writeSync(encoder.encode(text));
  Deno.exit(2);
}
