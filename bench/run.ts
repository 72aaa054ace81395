/**
 * `deno task bench [NAME]...`: runs each bench, or those named, and prints
 * one line of JSON for each figure. See README.md on how to read it.
 */
import { lineOf } from "./measure.ts";
import { throughput } from "./throughput.ts";

const BENCHES = [throughput];

const encoder = new TextEncoder();

const wanted = Deno.args.length === 0
  ? BENCHES
  : BENCHES.filter(({ name }) => Deno.args.includes(name));
for (const bench of wanted) {
  for (const finding of await bench.run()) {
    Deno.stdout.writeSync(encoder.encode(`${lineOf(finding)}\n`));
  }
}
