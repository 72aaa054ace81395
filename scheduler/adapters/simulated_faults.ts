import type { GpuSample } from "../model/gpu.ts";

/** What of a sample a simulated fault changes. */
export type SimulatedFault = Partial<
  Pick<GpuSample, "uncorrectedErrors" | "xid" | "problem">
>;

/**
 * Reads the faults that somebody wants to see, by the index of a GPU, anew each
 * time it is asked:
 *
 * ```json
 * {"0": {"xid": 79}, "1": {"uncorrectedErrors": 2}, "2": {"problem": "lost"}}
 * ```
 *
 * A file that is not there, or is none of these, means none.
 */
export function simulatedFaults(path: string): (gpu: number) => SimulatedFault {
  return (gpu) => {
    let raw: unknown;
    let seq: number;
    try {
      seq = Deno.statSync(path).mtime?.getTime() ?? 0;
      raw = JSON.parse(Deno.readTextFileSync(path));
    } catch (error) {
      const isNone = error instanceof Deno.errors.NotFound ||
        error instanceof SyntaxError;
      if (!isNone) throw error;
      return {};
    }
    const wish = (raw as Readonly<Record<string, unknown>> | null)?.[gpu];
    if (typeof wish !== "object" || wish === null) return {};
    const { xid, uncorrectedErrors, problem } = wish as Record<string, unknown>;
    return {
      ...typeof xid === "number" && {
        xid: { code: xid, words: "simulated", seq },
      },
      ...typeof uncorrectedErrors === "number" && { uncorrectedErrors },
      ...typeof problem === "string" && { problem },
    };
  };
}
