import { EXIT_CODES, Failure } from "../failure.ts";
import type { Outcome } from "../output/outcome.ts";
import type { Api } from "../server/api.ts";
import { startWords } from "../tasks/start.ts";
import type { Wish } from "./wish.ts";

/** A task that would be queued, and where and when it would start. */
interface Foreseen {
  readonly id: string;
  readonly command: string;
  readonly nGpus: number;
  readonly tags: readonly string[];
  readonly options: Readonly<Record<string, string>>;
  readonly envar: Readonly<Record<string, unknown>>;
  /** `null` far behind in a long batch. */
  readonly start: {
    readonly startsNow: boolean;
    readonly atMs: number | null;
    readonly gpus: readonly number[];
    /** Why it would wait; `null` where it would not. */
    readonly waits: string | null;
    readonly isPossible: boolean;
  } | null;
}

/** What the server says of wishes that are not queued. */
export interface DryRun {
  readonly accepted: boolean;
  readonly tasks: readonly Foreseen[];
  readonly issues: readonly {
    readonly message: string;
    readonly line?: number;
    readonly field?: string;
    readonly code?: string;
  }[];
}

/** Lets the server read wishes, and queues nothing. */
export async function askDryRun(
  api: Api,
  wishes: readonly Wish[],
): Promise<DryRun> {
  const body = wishes.length === 1 ? wishes[0] : wishes;
  const query = { "dry_run": "1" };
  return await api.send("POST", "/tasks", body, { query });
}

/**
 * Tells what would be queued, where and when it would start.
 *
 * @throws {Failure} with all that stands in its way.
 */
export async function tellDryRun(
  api: Api,
  wishes: readonly Wish[],
): Promise<Outcome> {
  const { tasks, issues, accepted } = await askDryRun(api, wishes);
  if (!accepted) throw refusal(issues);
  const isPossible = tasks.every(({ start }) => start?.isPossible !== false);
  return {
    code: EXIT_CODES[isPossible ? "done" : "impossible"].code,
    json: { tasks, dryRun: true },
    rowsIn: "tasks",
    text: tasks.map(taskText).join("\n"),
    notes: ["Dry run: nothing was queued"],
  };
}

function refusal(issues: DryRun["issues"]): Failure {
  const [first, ...others] = issues;
  const isNever = issues.some(({ code }) => code === "impossible");
  return new Failure(isNever ? "impossible" : "usage", first!.message, {
    hint: others.map(({ message }) => message).join("\n") || undefined,
  });
}

function taskText(task: Foreseen): string {
  const { id, command, nGpus, tags, options, envar, start } = task;
  const rows = {
    task: id,
    command,
    gpus: String(nGpus),
    ...tags.length === 0 ? {} : { tags: tags.join(", ") },
    ...options,
    ...Object.fromEntries(
      Object.entries(envar).map(([name, value]) => [
        name,
        typeof value === "string" ? value : JSON.stringify(value),
      ]),
    ),
    ...start === null ? {} : { start: startText(start, nGpus) },
  };
  const width = Math.max(...Object.keys(rows).map((name) => name.length));
  return Object.entries(rows)
    .map(([name, value]) => `${name.padEnd(width)}  ${value}\n`).join("");
}

function startText(
  { startsNow, atMs, gpus, waits }: NonNullable<Foreseen["start"]>,
  nGpus: number,
): string {
  const place = gpus.slice(0, nGpus);
  const words = atMs === null
    ? ""
    : startWords({ atMs: startsNow ? 0 : atMs, gpus: place }, Date.now());
  const why = waits === null ? "" : `${waits}.`;
  return [why, words].filter((text) => text !== "").join(" ");
}
