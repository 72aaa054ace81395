import { createHmac } from "node:crypto";
import {
  type EnvSlot,
  isSecretName,
  type Json,
  maskEnv,
  type NewTask,
  SpecError,
  type SpecIssue,
  type TaskSpecDraft,
} from "../scheduler/mod.ts";
import { newTask } from "./new_task.ts";
import type { State } from "./state.ts";

type Envar = Readonly<Record<string, Json>>;

/** A masked value with a handle on what it stands for. */
const HANDLE = /^\*{8}[0-9a-f]{12}$/;
/** A masked value of a task, which stands for nothing that is kept. */
const MASK = "********";

/**
 * Masks the variables of the draft and the slots. A page sends them back as
 * it got them; the handle then leads to the value, so that a secret goes to
 * a task without ever going through a page.
 */
export function maskKept(envar: Envar, { door }: State): Envar {
  return Object.fromEntries(
    Object.entries(envar).map(([key, value]) => {
      const shown = maskEnv({ [key]: value })[key]!;
      const isMasked = JSON.stringify(shown) !== JSON.stringify(value);
      return [key, isMasked ? handleOf(value, door.token.value) : value];
    }),
  );
}

/** The slots, as they may be shown. */
export function shownSlots(state: State): readonly EnvSlot[] {
  return state.slots.slots.map((slot) => ({
    ...slot,
    envar: maskKept(slot.envar, state),
  }));
}

/**
 * Puts the kept values back where handles stand.
 *
 * @throws {SpecError} for a masked value that leads to none.
 */
export async function unmaskKept(envar: Envar, state: State): Promise<Envar> {
  const { values, issues } = put(envar, await keptValues(state));
  if (issues.length > 0) throw new SpecError(issues);
  return values;
}

/**
 * Makes wishes of drafts, with the kept values where handles stand.
 *
 * @throws {SpecError} for masked values that lead to none.
 */
export async function newTasks(
  drafts: readonly TaskSpecDraft[],
  state: State,
): Promise<readonly NewTask[]> {
  const kept = await keptValues(state);
  const read = drafts.map((draft) => ({ draft, ...put(draft.envar, kept) }));
  const issues = read.flatMap(({ draft, issues }) =>
    issues.map((issue) => ({ ...issue, line: draft.line }))
  );
  if (issues.length > 0) throw new SpecError(issues);
  return read.map(({ draft, values }) => newTask({ ...draft, envar: values }));
}

function put(envar: Envar, kept: ReadonlyMap<string, Json>) {
  const issues: SpecIssue[] = [];
  const values = Object.entries(envar).map(([key, value]) => {
    if (typeof value !== "string") return [key, value] as const;
    const found = HANDLE.test(value) ? kept.get(value) : undefined;
    if (found !== undefined) return [key, found] as const;
    if (HANDLE.test(value) || value === MASK && isSecretName(key)) {
      const message = `Cannot read variable "${key}": its value is masked, ` +
        `and none is kept for it; type it anew`;
      issues.push({ message, field: `envar.${key}`, token: value });
    }
    return [key, value] as const;
  });
  return { values: Object.fromEntries(values) as Envar, issues };
}

/** Every value of the draft and the slots, by its handle. */
async function keptValues(state: State): Promise<ReadonlyMap<string, Json>> {
  const draft = await state.scheduler.read(({ envDraft }) => envDraft);
  const all = [draft, ...state.slots.slots.map(({ envar }) => envar)];
  const key = state.door.token.value;
  return new Map(
    all.flatMap((envar) => Object.values(envar))
      .map((value) => [handleOf(value, key), value]),
  );
}

function handleOf(value: Json, key: string): string {
  const proof = createHmac("sha256", key).update(JSON.stringify(value));
  return MASK + proof.digest("hex").slice(0, 12);
}
