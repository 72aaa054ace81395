import { LogFiles } from "../scheduler/adapters/log_files.ts";
import { type Bench, interleaved, timeMs } from "./measure.ts";
import { run } from "./rivals.ts";

const BYTES = 2 ** 30;
const ROUNDS = 3;

/**
 * Counting the lines of a log of 1 GiB, and searching it for a text that its
 * last line holds. Against grep(1), whose start is part of it, as that of the
 * searching thread is part of ours.
 */
export const logSearch: Bench = {
  name: "logSearch",
  async run() {
    const dir = await Deno.makeTempDir({ prefix: "ant-bench-" });
    try {
      const path = `${dir}/task.log`;
      await writeLog(path);
      const found = await interleaved(ROUNDS, {
        count: () => timeMs(() => new LogFiles(dir).lines.count(path)),
        search: () => timeMs(() => search(dir, path)),
        grepCount: () => timeMs(() => run("grep", ["-c", "", path])),
        grepSearch: () => timeMs(() => run("grep", ["-ic", "needle", path])),
      });
      return [{
        what: "logCount.ms",
        figure: found.count,
        baseline: { of: "grep -c ''", figure: found.grepCount },
      }, {
        what: "logSearch.ms",
        figure: found.search,
        baseline: { of: "grep -ic", figure: found.grepSearch },
      }];
    } finally {
      await Deno.remove(dir, { recursive: true });
    }
  },
};

/** Searches to the end, and hears all that is told on the way. */
async function search(dir: string, path: string): Promise<void> {
  const news = await new LogFiles(dir).lines.search(
    path,
    { kind: "text", text: "Needle", isCaseSensitive: false },
    { fromByte: 0, signal: new AbortController().signal },
  );
  await Array.fromAsync(news);
}

async function writeLog(path: string): Promise<void> {
  const line = "step 12345 of 99999, loss 0.123456789, 2,345 tokens/s\n";
  const encoder = new TextEncoder();
  function* pieces() {
    const many = line.repeat(100_000);
    for (let bytes = 0; bytes < BYTES; bytes += many.length) {
      yield encoder.encode(many);
    }
    yield encoder.encode("the needle\n");
  }
  await Deno.writeFile(path, ReadableStream.from(pieces()));
}
