import { type NewTask, Refused, writePriority } from "../../scheduler/mod.ts";
import type { Caller } from "./caller.ts";

/**
 * Puts a caller's name on what they submit, and has it wait for approval
 * where their tasks must.
 */
export function signed(
  tasks: readonly NewTask[],
  caller: Caller,
): readonly NewTask[] {
  const { name } = caller;
  if (name === null) return tasks;
  const approval = approvalFor(caller);
  return tasks.map((task) => ({
    submitter: name,
    ...budgeted(task, caller),
    ...approval,
  }));
}

/** The task, with what all of its submitter's may hold. */
export function budgeted(task: NewTask, { name, maxGpus }: Caller): NewTask {
  if (name === null || maxGpus === null) return task;
  const budget = { of: name, gpus: maxGpus };
  return { ...task, spec: { ...task.spec, budget } };
}

/** What a task of this caller begins with. */
export function approvalFor(
  { needsApproval }: Caller,
): Pick<NewTask, "approval"> {
  return needsApproval ? { approval: "wanted" } : {};
}

/** @throws {Refused} for a task that asks for more than its budget. */
export function refuseBeyondBudget(
  tasks: readonly NewTask[],
  { name, maxGpus, maxPriority }: Caller,
): void {
  const reasons = tasks.flatMap(({ id, spec: { nGpus, options } }) => {
    const { priority = 0 } = options;
    const tooWide = maxGpus !== null && nGpus > maxGpus;
    const tooHigh = maxPriority !== undefined && priority > maxPriority;
    return [
      ...tooWide
        ? [
          `Cannot queue "${id}": it needs ${nGpus} GPUs, "${name}" may hold ${maxGpus}`,
        ]
        : [],
      ...tooHigh
        ? [
          `Cannot queue "${id}": "${name}" may give a priority up to ` +
          `${writePriority(maxPriority)}, not ${writePriority(priority)}`,
        ]
        : [],
    ];
  });
  if (reasons.length > 0) throw new Refused("over-limit", reasons);
}

/** @throws {Refused} for who may not choose their place in the queue. */
export function refuseOvertaking(
  kind: string,
  { name, maxPriority }: Caller,
): void {
  if (maxPriority === undefined || kind !== "promote" && kind !== "move") {
    return;
  }
  throw new Refused("over-limit", [
    `Cannot move it: "${name}" may not overtake others, as its priority is ` +
    `bounded`,
  ]);
}
