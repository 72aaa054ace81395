import { EXIT_CODES, Failure } from "../failure.ts";
import type { Outcome } from "../output/outcome.ts";

/** What became of changes, one task after the other. */
export interface Changed<Done> {
  readonly done: readonly Done[];
  readonly failed: readonly { readonly id: string; readonly problem: string }[];
}

/**
 * Makes changes one after the other; one that is turned down keeps no other
 * from its turn.
 *
 * @throws {Failure} the first one, where nothing was changed.
 */
export async function changeAll<Change extends { readonly id: string }, Done>(
  changes: readonly Change[],
  make: (change: Change) => Promise<Done>,
): Promise<Changed<Done>> {
  const done: Done[] = [];
  const failures: { readonly id: string; readonly failure: Failure }[] = [];
  for (const change of changes) {
    try {
      done.push(await make(change));
    } catch (failure) {
      if (!(failure instanceof Failure)) throw failure;
      failures.push({ id: change.id, failure });
    }
  }
  const [first] = failures;
  if (first !== undefined && done.length === 0) throw first.failure;
  const failed = failures.map(({ id, failure: { message: problem } }) => ({
    id,
    problem,
  }));
  return { done, failed };
}

/** What is said of those that failed, beside of what was done. */
export function failuresTold(
  { failed }: Pick<Changed<unknown>, "failed">,
): Required<Pick<Outcome, "code" | "errors">> {
  return {
    code: EXIT_CODES[failed.length > 0 ? "failed" : "done"].code,
    errors: failed.map(({ id, problem }) => `${id}: ${problem}`),
  };
}
