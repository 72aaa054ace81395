import { realDisk } from "../scheduler/adapters/disk.ts";
import { aServer } from "../tests/helpers/server.ts";
import { type Bench, quantile, timeMs } from "./measure.ts";

/** V8 compiles meanwhile; a server runs for weeks. */
const WARM_UP = 300;
const TURNS = 300;
const BYTES = 500;

/**
 * From one submission over HTTP to its answer, which comes once it is saved;
 * against the disk alone: 500 bytes appended and fdatasync(2).
 */
export const submit: Bench = {
  name: "submit",
  async run() {
    await using server = await aServer({ gpus: 1 });
    const post = async (command: string) => {
      const reply = await server.fetch("/api/v1/tasks", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ command, gpus: 1 }),
      });
      if (reply.status !== 201) throw new Error(await reply.text());
      await reply.body?.cancel();
    };
    await post("sleep 600"); // Holds the GPU: the others only queue.
    for (let turn = 0; turn < WARM_UP; turn++) await post("true");
    const file = await realDisk.open(`${server.dir}/appended`);
    const line = new Uint8Array(BYTES).fill(0x2e);
    const submits: number[] = [];
    const appends: number[] = [];
    for (let turn = 0; turn < TURNS; turn++) {
      submits.push(await timeMs(() => post("true")));
      appends.push(
        await timeMs(async () => {
          await file.append(line);
          await file.sync();
        }),
      );
    }
    file.close();
    const of = "an append and fdatasync of 500 bytes";
    return [0.5, 0.99].map((share) => ({
      what: `submit.p${share * 100}.ms`,
      figure: quantile(submits, share),
      baseline: { of, figure: quantile(appends, share) },
      ...share === 0.5 && { hold: { of: "figure", atMost: 3 } as const },
    }));
  },
};
