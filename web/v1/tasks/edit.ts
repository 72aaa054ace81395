import type { z } from "zod";
import {
  anew,
  type Copied,
  copiesOfFallen,
  type NewTask,
  parseSubmit,
  readMaskedChanges,
  readSubmitBody,
  Refused,
  restartId,
  type Scheduler,
  SpecError,
  type SubmitContext,
  type Task,
  writeOptions,
} from "../../../scheduler/mod.ts";
import { newTask } from "../../new_task.ts";
import { refuseNotOwn } from "../../people/as_caller.ts";
import type { State } from "../../state.ts";
import type { TaskChange } from "../request/shapes.ts";
import { findTask } from "./tasks.ts";
import { inOurWords } from "./wishes.ts";

type Change = Omit<z.output<typeof TaskChange>, "tags"> & {
  readonly tags?: readonly string[] | undefined;
};

/**
 * Gives a queued task another id, command, GPUs, variables, tags or options,
 * whatever the change names, and resolves with its id from then on. All that
 * is given is read as on queueing; what is not given stays as it is.
 *
 * @throws {SpecError} with everything that is wrong with the change.
 * @throws {Refused} for one that is not queued, or an id that is taken.
 */
export async function editQueued(
  scheduler: Scheduler,
  id: string,
  change: Change,
  context: SubmitContext,
): Promise<string> {
  const task = await findTask(scheduler, id);
  if (task.state.name !== "queued") {
    const reason = `Cannot edit task "${id}": it is "${task.state.name}"`;
    throw new Refused("wrong-state", [reason]);
  }
  const as = changedTask(task, change, context);
  await scheduler.dispatch({ kind: "edit", id, as });
  return as.id;
}

/**
 * Queues a copy of a task that was started, with some of it changed, under
 * the next free restart id or the one that the change names; where asked, with
 * those that failed because it did. Resolves with all copies, its own first.
 *
 * @throws {SpecError} with everything that is wrong with the change.
 * @throws {Refused} for one that is queued or another's, or an id that is
 *   taken.
 */
export async function restartChanged(
  { scheduler, caller }: Pick<State, "scheduler" | "caller">,
  id: string,
  change: Change,
  context: SubmitContext,
  withDependants = false,
): Promise<readonly Copied[]> {
  const task = await findTask(scheduler, id);
  refuseNotOwn(caller, [task]); // Its variables come along, secrets too.
  if (task.state.name === "queued") {
    const reason = `Cannot restart task "${id}": it is "queued"; edit it`;
    throw new Refused("wrong-state", [reason]);
  }
  const as = changedTask({ ...task, spec: anew(task.spec) }, change, context);
  const free = await scheduler.read(({ tasks }) =>
    restartId(id, (other) => tasks.has(other))
  );
  const copy = { ...as, id: change.id === undefined ? free : as.id };
  const names = new Map([[id, copy.id]]);
  const along = withDependants
    ? await scheduler.read((state) => copiesOfFallen(state, [task], names))
    : [];
  const copies = [{ of: id, copy }, ...along];
  await scheduler.submit(copies.map(({ copy }) => copy));
  return copies.map(({ of, copy }) => ({ id: of, newId: copy.id }));
}

/** What a task becomes by a change. @throws {SpecError} */
export function changedTask(
  { id, spec }: Task,
  change: Change,
  context: SubmitContext,
): NewTask {
  const env = change.env === undefined
    ? { kept: spec.envar, changed: {}, veiled: [] }
    : readMaskedChanges(spec.envar, change.env);
  refuseMasks(env.veiled);
  const sameId = context.dice.uuid();
  const draft = inOurWords(() => {
    const [draft] = parseSubmit(
      readSubmitBody({
        // A command that stays was read and drawn when it was queued.
        command: change.command ?? "true",
        "task_id": change.id ?? sameId,
        "n_gpus": change.gpus ??
          (change.options?.gpuIds == null ? spec.nGpus : null),
        envar: env.changed,
        tags: change.tags ?? spec.tags,
        options: changedOptions(spec.options, change.options ?? {}),
        "runner_envar": {},
      }),
      // What it has not now, it was not to have.
      { ...context, defaultOptions: {} },
    );
    return draft!;
  });
  const { spec: read } = newTask(draft);
  const changed = Object.keys(change.options ?? {});
  const defaults = spec.defaults?.filter((field) => !changed.includes(field));
  return {
    id: draft.id === sameId ? id : draft.id,
    spec: {
      ...read,
      ...defaults !== undefined && { defaults },
      command: change.command === undefined ? spec.command : read.command,
      envar: change.env === undefined
        ? { ...spec.envar, ...read.envar }
        : inOrder(change.env, { ...read.envar, ...env.kept }),
      runnerEnvar: spec.runnerEnvar,
    },
  };
}

/** What is named replaces, null takes away, the rest stays. */
function changedOptions(
  options: Task["spec"]["options"],
  change: NonNullable<Change["options"]>,
) {
  const all = Object.entries({ ...writeOptions(options), ...change });
  return Object.fromEntries(all.filter(([, value]) => value != null));
}

/** Variables keep the order they were sent in; those of the command follow. */
function inOrder(
  sent: Readonly<Record<string, unknown>>,
  envar: NewTask["spec"]["envar"],
): NewTask["spec"]["envar"] {
  const names = new Set([...Object.keys(sent), ...Object.keys(envar)]);
  const known = [...names].filter((name) => Object.hasOwn(envar, name));
  return Object.fromEntries(known.map((name) => [name, envar[name]!]));
}

function refuseMasks(names: readonly string[]): void {
  if (names.length === 0) return;
  throw new SpecError(names.map((name) => ({
    message: `Cannot set the variable "${name}": its value still holds the ` +
      `mask "********"; write the whole value`,
    field: `env.${name}`,
  })));
}
