import type { Json } from "../units.ts";
import { excerpt, Invalid } from "./issues.ts";

/**
 * Reads a number of GPUs, given as a number or as its digits. Whether it is
 * one that can run here is for {@link whyNeverRuns} to say.
 */
export function readGpuCount(value: Json): number | Invalid {
  if (typeof value === "number") return value;
  if (typeof value === "string" && /^\s*[-+]?\d+(\.\d+)?\s*$/.test(value)) {
    return Number(value);
  }
  const written = typeof value === "string" ? value : JSON.stringify(value);
  return new Invalid(`"${excerpt(written)}" is not a number of GPUs`);
}

/** Tells why no task of this size can ever run here; `null` where one can. */
export function whyNeverRuns(nGpus: number, maxGpus: number): string | null {
  if (!Number.isInteger(nGpus)) {
    return `Cannot queue the task: ${nGpus} is not a whole number of GPUs`;
  }
  if (nGpus < 0) {
    return `Cannot queue the task: it cannot need ${nGpus} GPUs`;
  }
  if (nGpus <= maxGpus) return null;
  const here = maxGpus === 0 ? "none" : maxGpus;
  const gpus = nGpus === 1 ? "1 GPU" : `${nGpus} GPUs`;
  return `Cannot queue the task: it needs ${gpus}, this server has ${here}`;
}
