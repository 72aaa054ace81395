import { LogFiles } from "../scheduler/adapters/log_files.ts";
import { type Bench, interleaved, timeMs } from "./measure.ts";
import { run } from "./rivals.ts";

const BYTES = 2 ** 30;
const LINES = 200;
const ROUNDS = 20;

/**
 * The last 200 lines of a log of 1 GiB: a hole, then 100,000 lines. Against
 * tail(1), whose start is part of it.
 */
export const logTail: Bench = {
  name: "logTail",
  async run() {
    const dir = await Deno.makeTempDir({ prefix: "ant-bench-" });
    try {
      const path = `${dir}/task.log`;
      await writeLog(path);
      const logs = new LogFiles(dir);
      const found = await interleaved(ROUNDS, {
        ours: () => timeMs(() => logs.tail(path, LINES)),
        tail: () => timeMs(() => run("tail", ["-n", String(LINES), path])),
      });
      return [{
        what: "logTail.ms",
        figure: found.ours,
        baseline: { of: "tail(1)", figure: found.tail },
        hold: { of: "figure", atMost: 20 },
      }];
    } finally {
      await Deno.remove(dir, { recursive: true });
    }
  },
};

async function writeLog(path: string): Promise<void> {
  const line = "step 12345 of 99999, loss 0.123456789, 2,345 tokens/s\n";
  const text = line.repeat(100_000);
  using file = await Deno.open(path, { create: true, write: true });
  await file.seek(BYTES - text.length, Deno.SeekMode.Start);
  const writer = file.writable.getWriter();
  await writer.write(new TextEncoder().encode(text));
}
