import {
  type Command,
  type NewTask,
  Refused,
  restartBy,
  type Scheduler,
  type Task,
  type TaskId,
} from "../../scheduler/mod.ts";
import type { Caller } from "./caller.ts";
import {
  approvalFor,
  budgeted,
  refuseBeyondBudget,
  refuseOvertaking,
  signed,
} from "./budget.ts";
import { mayDo } from "./rights.ts";

/** Whose a command's tasks have to be, or who may give it. */
type Reach = "own" | "approve" | "admin" | "anyone";

const REACH: Readonly<Record<Command["kind"], Reach>> = {
  submit: "anyone",
  terminate: "own",
  restart: "own",
  approve: "approve",
  decline: "approve",
  promote: "own",
  move: "own",
  edit: "own",
  unqueue: "own",
  forget: "own",
  putBack: "own",
  hide: "own",
  saveEnvDraft: "anyone",
  switchGpu: "admin",
  pause: "admin",
  resume: "admin",
  shelve: "admin",
  restoreEntry: "admin",
  deleteEntry: "admin",
  hideEntry: "admin",
  putBackEntry: "admin",
};

type Input = Parameters<Scheduler["dispatch"]>[0];

/**
 * The scheduler as a caller may use it: what they submit bears their name and
 * keeps their limits, and what is not theirs they may only look at. All routes
 * get theirs from here, so none can forget to ask.
 */
export function asCaller(scheduler: Scheduler, caller: Caller): Scheduler {
  if (caller.name === null && caller.role === "admin") return scheduler;
  const own = {
    dispatch(input: Input) {
      refuseOthers(scheduler, caller, input);
      return scheduler.dispatch(within(input, caller));
    },
    restart: (ids: readonly TaskId[], withDependants = false) =>
      restartBy(own.dispatch, ids, withDependants),
    async submit(wanted: readonly NewTask[], key: string | null = null) {
      const tasks = signed(wanted, caller);
      refuseBeyondBudget(tasks, caller);
      // One key means the same work only for the same caller.
      const ownKey = key === null ? null : `${caller.name} ${key}`;
      const { maxQueued } = caller;
      const limit = maxQueued === null ? {} : { maxQueued };
      const { state } = scheduler;
      await scheduler.dispatch({
        kind: "submit",
        tasks,
        key: ownKey,
        ...limit,
      });
      const before = ownKey === null ? null : state.submissions.get(ownKey);
      return before ?? tasks.map(({ id }) => id);
    },
  };
  return new Proxy(scheduler, {
    get(target, name) {
      if (Object.hasOwn(own, name)) return own[name as keyof typeof own];
      const value = Reflect.get(target, name, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

/** @throws {Refused} for what goes beyond the caller's budget. */
function within(input: Input, caller: Caller): Input {
  refuseOvertaking(input.kind, caller);
  switch (input.kind) {
    case "edit":
      refuseBeyondBudget([input.as], caller);
      return {
        ...input,
        as: { ...budgeted(input.as, caller), ...approvalFor(caller) },
      };
    case "restart": {
      const { maxQueued } = caller;
      const limit = maxQueued === null ? {} : { maxQueued };
      return { ...input, ...limit, ...approvalFor(caller) };
    }
    case "decline":
      return caller.name === null ? input : { ...input, by: caller.name };
    default:
      return input;
  }
}

/** @throws {Refused} for what a caller may not change. */
function refuseOthers(
  { state }: Scheduler,
  caller: Caller,
  input: Input,
): void {
  if (mayDo(caller, "admin")) return;
  const reach = Object.hasOwn(REACH, input.kind)
    ? REACH[input.kind as Command["kind"]]
    : "admin";
  if (reach === "anyone" || reach === "approve" && mayDo(caller, reach)) return;
  if (reach !== "own" || !mayDo(caller, "work")) {
    throw new Refused("not-yours", [
      "Cannot do that: it takes the token of an admin",
    ]);
  }
  const tasks = tasksOf(input as Command).flatMap((task) =>
    // The engine tells of one that is unknown.
    typeof task === "string" ? state.tasks.get(task) ?? [] : task
  );
  refuseNotOwn(caller, tasks);
}

/** @throws {Refused} for tasks that a caller may not change. */
export function refuseNotOwn(caller: Caller, tasks: readonly Task[]): void {
  if (mayDo(caller, "admin")) return;
  const reasons = tasks.filter(({ submitter }) => submitter !== caller.name)
    .map(({ id }) => `Cannot change task "${id}": somebody else submitted it`);
  if (reasons.length > 0) throw new Refused("not-yours", reasons);
}

function tasksOf(command: Command) {
  if (command.kind === "putBack") return command.tasks;
  if ("ids" in command) return command.ids;
  return "id" in command ? [command.id] : [];
}
