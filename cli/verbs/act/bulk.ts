import { counted } from "../../../scheduler/view/words.ts";
import { EXIT_CODES } from "../../failure.ts";
import type { Call, Flag } from "../../grammar/verb.ts";
import type { Outcome } from "../../output/outcome.ts";
import { exitOfAll } from "../../server/problems.ts";
import { selectTasks } from "../../tasks/select.ts";

/** One thing that can be done to many tasks. */
export interface BulkAct {
  /** The `action` of `/api/v1/tasks/bulk`. */
  readonly action: string;
  /** `Held`, as a report begins. */
  readonly past: string;
  /** The states of tasks that it is for. */
  readonly states: readonly string[];
}

interface BulkAnswer {
  readonly done: readonly { readonly id: string; readonly newId?: string }[];
  readonly failed: readonly {
    readonly id: string;
    readonly problem: string;
    readonly code?: string;
  }[];
}

/** Every verb that takes something away has it. */
export const DRY_RUN: Flag = {
  name: "dry-run",
  value: null,
  help: "Tells which tasks are meant, and does nothing.",
};

/** People who come from other tools type it; nothing is ever asked here. */
export const YES: Flag = {
  name: "yes",
  short: "y",
  value: null,
  help: "Understood; nothing is asked anyway.",
};

/** Does the same to all tasks that the words mean. */
export async function actOn(
  { words, terminal, flags, ...call }: Call,
  { action, past, states }: BulkAct,
): Promise<Outcome> {
  const api = await call.api();
  const ids = await selectTasks({ api, terminal, flags, states }, words);
  if (flags.has("dry-run")) return meant(ids);
  const { done, failed } = await api.send<BulkAnswer>("POST", "/tasks/bulk", {
    action,
    ids,
  });
  return report({ done, failed }, past);
}

/** Tells what a dry run would act on. */
export function meant(ids: readonly string[]): Outcome {
  return {
    json: { tasks: ids.map((id) => ({ id })), dryRun: true },
    rowsIn: "tasks",
    text: ids.join("\n"),
    notes: [`Dry run: ${counted(ids.length, "task")}, nothing was done`],
  };
}

/** Tells how it went with each; some that failed make the whole fail. */
export function report(
  { done, failed }: BulkAnswer,
  past: string,
): Outcome {
  const ids = done.map(({ id, newId }) => newId ?? id);
  const exit = failed.length === 0
    ? "done"
    : done.length === 0
    ? exitOfAll(failed)
    : "failed";
  return {
    code: EXIT_CODES[exit].code,
    json: { tasks: done, failed },
    rowsIn: "tasks",
    text: ids.join("\n"),
    notes: done.length === 0 ? [] : [`${past} ${counted(done.length, "task")}`],
    // What goes whole or not at all fails for one reason.
    errors: [...new Set(failed.map(({ problem }) => problem))],
  };
}
