import {
  type Command,
  type NewTask,
  Refused,
  type Scheduler,
  type TaskId,
} from "../../scheduler/mod.ts";
import type { Caller } from "./caller.ts";
import { mayDo } from "./rights.ts";

/** Whose a command's tasks have to be, or who may give it. */
type Reach = "own" | "admin" | "anyone";

const REACH: Readonly<Record<Command["kind"], Reach>> = {
  submit: "anyone",
  terminate: "own",
  restart: "own",
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
      return scheduler.dispatch(input);
    },
    restart(id: TaskId) {
      refuseOthers(scheduler, caller, { kind: "restart", id });
      return scheduler.restart(id);
    },
    async submit(wanted: readonly NewTask[], key: string | null = null) {
      const tasks = signed(wanted, caller);
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

function signed(
  tasks: readonly NewTask[],
  { name }: Caller,
): readonly NewTask[] {
  return name === null
    ? tasks
    : tasks.map((task) => ({ submitter: name, ...task }));
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
  if (reach === "anyone") return;
  if (reach === "admin" || !mayDo(caller, "work")) {
    throw new Refused("not-yours", [
      "Cannot do that: it takes the token of an admin",
    ]);
  }
  const others = tasksOf(input as Command).filter((task) => {
    const known = typeof task === "string" ? state.tasks.get(task) : task;
    return known !== undefined && known.submitter !== caller.name;
  });
  if (others.length === 0) return; // Or unknown, which the engine tells.
  const reasons = others.map((task) => {
    const id = typeof task === "string" ? task : task.id;
    return `Cannot change task "${id}": somebody else submitted it`;
  });
  throw new Refused("not-yours", reasons);
}

function tasksOf(command: Command) {
  if (command.kind === "putBack") return command.tasks;
  return "id" in command ? [command.id] : [];
}
