import {
  foresee,
  type Foreseen,
  isEnded,
  maskEnv,
  Refused,
  type SchedulerState,
  SpecError,
  type SpecIssue,
  type SubmitContext,
  type TaskSpecDraft,
  viewTask,
  writeOptions,
} from "../../../scheduler/mod.ts";
import { newTasks } from "../../kept_secrets.ts";
import { refuseBeyondBudget, signed } from "../../people/budget.ts";
import type { State } from "../../state.ts";
import { diceFor } from "./keyed_dice.ts";
import type { ReadWishes } from "./wishes.ts";

/** A key longer than this names nothing that a client would remember. */
const MAX_KEY_LENGTH = 255;

/**
 * Queues what was wished for, all of it or nothing, and answers with its
 * tasks as they stand then.
 *
 * @throws {SpecError} with everything that is wrong with the wishes.
 * @throws {Refused} where the present state does not allow it.
 */
export async function submitWishes(
  state: State,
  { drafts, issues }: ReadWishes,
  key: string | null,
): Promise<Response> {
  const { scheduler } = state;
  if (issues.length > 0) throw new SpecError(issues);
  const ids = await scheduler.submit(await newTasks(drafts, state), key);
  const tasks = await scheduler.read(({ tasks }) =>
    ids.flatMap((id) => tasks.get(id) ?? []).map(viewTask)
  );
  const headers = ids.length === 1
    ? { location: `/api/v1/tasks/${encodeURIComponent(ids[0]!)}` }
    : {};
  return Response.json({ ids, tasks }, { status: 201, headers });
}

/**
 * Tells what would be queued, all that stands in its way, and where and when
 * each would start.
 */
export async function tellWishes(
  state: State,
  { drafts, issues }: ReadWishes,
): Promise<Response> {
  const taken = await state.scheduler.read((now) => takenIds(drafts, now));
  const known = [...issues, ...taken];
  const { starts, issues: all } = known.length === 0
    ? await ahead(drafts, state)
    : { starts: [], issues: known };
  const tasks = drafts.map((
    { id, command, nGpus, tags, options, envar, line, lastLine },
    place,
  ) => ({
    id,
    command,
    nGpus,
    tags,
    options: writeOptions(options),
    envar: maskEnv(envar),
    line,
    lastLine,
    start: starts[place] ?? null,
  }));
  return Response.json({ accepted: all.length === 0, tasks, issues: all });
}

/** Where and when they would start, or why they can not be queued. */
async function ahead(
  drafts: readonly TaskSpecDraft[],
  state: State,
): Promise<{
  readonly starts: readonly Foreseen[];
  readonly issues: readonly SpecIssue[];
}> {
  try {
    const wanted = signed(await newTasks(drafts, state), state.caller);
    refuseBeyondBudget(wanted, state.caller);
    return { starts: await foresee(state.scheduler, wanted), issues: [] };
  } catch (error) {
    if (error instanceof SpecError) return { starts: [], issues: error.issues };
    if (!(error instanceof Refused)) throw error;
    const issues = error.reasons.map((message) => ({ message }));
    return { starts: [], issues };
  }
}

/** A retry under the same key draws the same numbers and ids. */
export function contextFor(
  { submitContext }: State,
  key: string | null,
): () => SubmitContext {
  if (key === null) return submitContext;
  const dice = diceFor(key);
  return () => ({ ...submitContext(), dice });
}

/** The key under which a retry is recognized. @throws {SpecError} */
export function idempotencyKey({ headers }: Request): string | null {
  const key = headers.get("idempotency-key")?.trim() ?? null;
  if (key === null || (key !== "" && key.length <= MAX_KEY_LENGTH)) return key;
  throw new SpecError([{
    message:
      `Cannot use the Idempotency-Key: it must be text of 1 to ${MAX_KEY_LENGTH} characters`,
    field: "Idempotency-Key",
  }]);
}

function takenIds(
  drafts: readonly TaskSpecDraft[],
  { tasks }: SchedulerState,
): SpecIssue[] {
  const before = new Set<string>();
  return drafts.flatMap(({ id, line }) => {
    const holder = tasks.get(id);
    const isRepeated = before.has(id);
    before.add(id);
    if (holder === undefined && !isRepeated) return [];
    const who = holder === undefined
      ? "another task of this submission"
      : isEnded(holder)
      ? "a task that has ended"
      : `a task that is ${holder.state.name}`;
    const message = `Cannot queue "${id}": ${who} has that id`;
    return [{ message, line, token: id }];
  });
}
