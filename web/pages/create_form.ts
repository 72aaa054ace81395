import {
  Invalid,
  parseSubmit,
  readCsvRows,
  readSubmitBody,
  SpecError,
  type SpecIssue,
} from "../../scheduler/mod.ts";
import { newTasks } from "../kept_secrets.ts";
import type { State } from "../state.ts";
import { contextFor } from "../v1/tasks/submit.ts";

/** What a form of new tasks asks for, its variables already read. */
export interface SubmitBody {
  readonly [field: string]: unknown;
}

/** How queueing went: the ids, or all that is wrong. */
export type Queued =
  | { readonly kind: "queued"; readonly ids: readonly string[] }
  | { readonly kind: "wrong"; readonly issues: readonly SpecIssue[] };

/**
 * Queues what a form asks for, a task for each row of a CSV where there is
 * one: all of it, or nothing; and once, however often
 * it comes under one key.
 *
 * @throws {Refused} where the present state does not allow it.
 */
export async function queueForm(
  state: State,
  body: SubmitBody,
  key: string | null,
  csv: string | null = null,
): Promise<Queued> {
  const rows = csv === null ? [] : readCsvRows(csv);
  if (rows instanceof Invalid) {
    const message = `Cannot read the file of rows: ${rows.reason}`;
    return { kind: "wrong", issues: [{ message, field: "rows" }] };
  }
  try {
    const request = { ...readSubmitBody(body), rows };
    const drafts = parseSubmit(request, contextFor(state, key)());
    const ids = await state.scheduler.submit(
      await newTasks(drafts, state),
      key,
    );
    return { kind: "queued", ids };
  } catch (error) {
    if (!(error instanceof SpecError)) throw error;
    return { kind: "wrong", issues: error.issues };
  }
}
