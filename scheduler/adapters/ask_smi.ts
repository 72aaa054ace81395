import type { GpuIndex } from "../model/units.ts";
import { explainExit, explainSilence, explainSpawn } from "./explain_smi.ts";
import {
  APP_FIELDS,
  type AppRow,
  GPU_FIELDS,
  parseAppRow,
  parseGpuRow,
} from "./parse_smi.ts";
import { ProgramLines } from "./program_lines.ts";
import { systemTimers, type Timers } from "./timers.ts";

/** How long one question may take before the program counts as hung. */
const ANSWER_LIMIT_MS = 8_500;
/** As many lines of complaint as an explanation can use. */
const MOST_SAID = 5;

/** A GPU of this machine, as it introduces itself. */
export interface ListedGpu {
  readonly index: GpuIndex;
  readonly uuid: string | null;
  readonly name: string | null;
}

/** Either the answer or, in one sentence, why there is none. */
export type Asked<Answer> = Answer | {
  readonly problem: string;
  /** Pending while the program hangs beyond killing. */
  readonly stuck?: Promise<unknown>;
};

/** How a question is put. */
export interface AskOptions {
  readonly limitMs?: number;
  readonly timers?: Timers;
  /** Ends the question early, with a problem for an answer. */
  readonly signal?: AbortSignal;
}

/** Lists all GPUs of the machine; resolves within 10 s, never rejects. */
export async function listGpus(
  program: string,
  options: AskOptions = {},
): Promise<Asked<{ readonly gpus: readonly ListedGpu[] }>> {
  const asked = await ask(program, queryArgs("gpu", GPU_FIELDS), options);
  if ("problem" in asked) return asked;
  const rows = asked.lines.map(parseGpuRow).filter((row) => row !== null);
  if (rows.length === 0) {
    return { problem: explainExit(program, asked.lines, 0) };
  }
  const gpus = rows.map(({ index, uuid, name }) => ({ index, uuid, name }));
  return { gpus: gpus.sort((a, b) => a.index - b.index) };
}

/** Lists the processes on all GPUs; no process at all is no problem. */
export async function listApps(
  program: string,
  options: AskOptions = {},
): Promise<Asked<{ readonly apps: readonly AppRow[] }>> {
  const args = queryArgs("compute-apps", APP_FIELDS);
  const asked = await ask(program, args, options);
  if ("problem" in asked) return asked;
  const lines = asked.lines.filter((line) => line.trim() !== "");
  const apps = lines.map(parseAppRow).filter((row) => row !== null);
  // Lines, but none that is a row: a complaint that came with exit code 0.
  return lines.length > 0 && apps.length === 0
    ? { problem: explainExit(program, lines, 0) }
    : { apps };
}

/** Asks how GPUs are connected, as a table for people. */
export async function askTopology(
  program: string,
  options: AskOptions = {},
): Promise<Asked<{ readonly text: string }>> {
  const asked = await ask(program, ["topo", "-m"], options);
  return "problem" in asked ? asked : { text: asked.lines.join("\n") };
}

/** The arguments of a query for these columns, as bare CSV. */
export function queryArgs(
  what: "gpu" | "compute-apps",
  fields: readonly string[],
): string[] {
  return [
    `--query-${what}=${fields.join(",")}`,
    "--format=csv,noheader,nounits",
  ];
}

async function ask(
  program: string,
  args: readonly string[],
  { limitMs = ANSWER_LIMIT_MS, timers = systemTimers, signal }: AskOptions,
): Promise<Asked<{ readonly lines: readonly string[] }>> {
  const lines: string[] = [];
  const complaints: string[] = [];
  let run: ProgramLines;
  try {
    run = new ProgramLines(program, args, {
      out: (line) => lines.push(line),
      err: (line) => complaints.push(line),
    });
  } catch (error) {
    return { problem: explainSpawn(program, error) };
  }
  const said = () => [...complaints, ...lines].slice(0, MOST_SAID);
  const late = Promise.withResolvers<"late">();
  const cancel = timers.after(limitMs, () => late.resolve("late"));
  const giveUp = () => late.resolve("late");
  signal?.addEventListener("abort", giveUp);
  const code = await Promise.race([run.ended, late.promise]);
  cancel();
  signal?.removeEventListener("abort", giveUp);

  if (code === "late") {
    const problem = explainSilence(program, said(), limitMs);
    const isGone = await run.end(timers);
    return isGone ? { problem } : { problem, stuck: run.ended };
  }
  return code === 0
    ? { lines }
    : { problem: explainExit(program, said(), code) };
}
