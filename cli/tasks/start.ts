import { when } from "../../scheduler/view/words.ts";

/** When and where a task starts. */
export interface Start {
  readonly atMs: number;
  readonly gpus: readonly number[];
}

/** When a task that waits is expected to start, and what tells so. */
export interface ExpectedStart extends Start {
  readonly sentence: string;
}

/** Why a task waits, as the server tells. */
export interface Why {
  readonly id: string;
  readonly reason: { readonly kind: string };
  readonly sentence: string;
  readonly waysOut: readonly string[];
  /** `null` where nothing says when. */
  readonly start: ExpectedStart | null;
}

/** Says when it starts, and on which GPUs. */
export function startWords(
  { atMs, gpus }: Start,
  nowMs: number,
): string {
  const place = gpus.length === 0 ? "" : ` on ${gpuWords(gpus)}`;
  return atMs <= nowMs
    ? `It starts now${place}.`
    : `It starts by ${when(atMs, nowMs)}${place} at the latest.`;
}

/** Names GPUs: `GPU 0`, `GPUs 0, 1`. */
export function gpuWords(gpus: readonly number[]): string {
  return `GPU${gpus.length === 1 ? "" : "s"} ${gpus.join(", ")}`;
}
