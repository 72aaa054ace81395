import type { FailureClue } from "../../model/failure_class.ts";
import { writeMemory } from "../../model/options/memory.ts";
import type { TaskOptions } from "../../model/task_options.ts";
import type { Task } from "../../model/task.ts";
import { isOsError } from "../os_error.ts";
import { keyOf } from "../run_files.ts";
import {
  arrangedGroup,
  arrangeGroup,
  type Delegated,
  type GroupPlace,
  TASKS_GROUP,
} from "./own_group.ts";

/** The kernel weighs use against the quota over such a period. */
const PERIOD_US = 100_000;
/** It takes no smaller quota. */
const LEAST_QUOTA_US = 1_000;
const MIB = 2 ** 20;

/** What a launch is told of the limits of its task. */
export interface TaskGroup {
  /** The folder of the control group to join; `null` for none. */
  readonly dir: string | null;
  /** What its log should say. */
  readonly notice: string | null;
}

/** Where groups are, and how an empty one is removed. */
export interface TaskGroupsOptions extends Partial<GroupPlace> {
  readonly remove?: (dir: string) => Promise<void>;
}

const NO_GROUP: TaskGroup = { dir: null, notice: null };

/**
 * Holds tasks to the cores and the memory that they claim, by a control group
 * of cgroup v2 for each attempt. Groups are of the kernel: they outlast us,
 * and a later server finds them again. Where there can be none, tasks run
 * without, and are told so.
 */
export class TaskGroups {
  readonly #place: GroupPlace;
  readonly #remove: (dir: string) => Promise<void>;
  #arranged: Promise<Delegated> | null = null;
  #problem: string | null = null;

  constructor(options: TaskGroupsOptions = {}) {
    const { mount = "/sys/fs/cgroup", selfFile = "/proc/self/cgroup" } =
      options;
    this.#place = { mount, selfFile, pid: options.pid ?? Deno.pid };
    this.#remove = options.remove ?? Deno.remove;
  }

  /** Why claims are not enforced; `null` while nobody knows of a reason. */
  get problem(): string | null {
    return this.#problem;
  }

  /**
   * Makes the server's own group ready, for a start: before any program is
   * started, for what another process stands in can not be arranged.
   */
  async arrange(): Promise<void> {
    this.#problem = (await this.#delegated()).problem;
  }

  /** Makes the group of an attempt that claims something; never rejects. */
  async make(task: Task): Promise<TaskGroup> {
    const { options } = task.spec;
    if (!hasClaims(options)) return NO_GROUP;
    const { dir, problem } = await this.#delegated();
    if (dir === null) return this.#unenforced(problem);
    const group = groupOf(dir, task);
    try {
      await Deno.mkdir(group, { recursive: true });
      for (const [file, value] of limitsOf(options)) {
        await Deno.writeTextFile(`${group}/${file}`, value);
      }
      await this.#forbidSwap(group);
      return { dir: group, notice: null };
    } catch (error) {
      if (!isOsError(error)) throw error;
      await this.remove(task);
      return this.#unenforced(error.message);
    }
  }

  /** What the kernel says of a failure: that memory ran out, if it did. */
  async clueOf(task: Task): Promise<FailureClue | null> {
    const group = await this.#find(task);
    const { memoryMiB } = task.spec.options;
    if (group === null || memoryMiB === undefined) return null;
    const kills = /^oom_kill (\d+)$/m
      .exec(await Deno.readTextFile(`${group}/memory.events`).catch(nothing));
    return Number(kills?.[1] ?? 0) === 0 ? null : {
      class: "memory",
      words: `out of the ${writeMemory(memoryMiB)} of memory it claimed`,
    };
  }

  /** Ends all processes of the group at once, cgroup.kill of Linux 5.14. */
  async kill(task: Task): Promise<void> {
    const group = await this.#find(task);
    if (group === null) return;
    const options = { create: false };
    await Deno.writeTextFile(`${group}/cgroup.kill`, "1", options)
      .catch(passOver); // Its processes are found one by one as well.
  }

  /** Removes the group, where nothing lives in it any more. */
  async remove(task: Task): Promise<void> {
    const group = await this.#find(task);
    if (group !== null) await this.#removeTree(group);
  }

  /** Removes the groups of all but these tasks; for a start. */
  async sweep(active: Iterable<Task>): Promise<void> {
    const dir = await arrangedGroup(this.#place);
    if (dir === null) return;
    const kept = new Set([...active].map((task) => groupOf(dir, task)));
    for (const group of await foldersIn(`${dir}/${TASKS_GROUP}`)) {
      if (!kept.has(group)) await this.#removeTree(group);
    }
  }

  #delegated(): Promise<Delegated> {
    return this.#arranged ??= arrangeGroup(this.#place);
  }

  #unenforced(problem: string): TaskGroup {
    this.#problem = problem;
    const notice = `ANT: cores and memory are not enforced: ${problem}`;
    return { dir: null, notice };
  }

  async #find(task: Task): Promise<string | null> {
    if (!hasClaims(task.spec.options)) return null;
    const dir = (await this.#arranged)?.dir ?? await arrangedGroup(this.#place);
    return dir === null ? null : groupOf(dir, task);
  }

  /** A task may claim memory alone, and use what swap there is instead. */
  async #forbidSwap(group: string): Promise<void> {
    const file = `${group}/memory.swap.max`;
    await Deno.writeTextFile(file, "0", { create: false }).catch(passOver);
  }

  /** What a task made below its own group goes first. */
  async #removeTree(group: string): Promise<void> {
    for (const inner of await foldersIn(group)) await this.#removeTree(inner);
    await this.#remove(group).catch(passOver); // The next start tries again.
  }
}

function hasClaims({ cpus, memoryMiB }: TaskOptions): boolean {
  return cpus !== undefined || memoryMiB !== undefined;
}

function groupOf(dir: string, task: Task): string {
  return `${dir}/${TASKS_GROUP}/${keyOf(task)}`;
}

/** The control files and what they are to hold, cgroup-v2.rst of Linux. */
function limitsOf(
  { cpus, memoryMiB }: TaskOptions,
): (readonly [file: string, value: string])[] {
  const quotaUs = Math.round((cpus ?? 0) * PERIOD_US);
  return [
    ...cpus === undefined ? [] : [
      ["cpu.max", `${Math.max(LEAST_QUOTA_US, quotaUs)} ${PERIOD_US}`] as const,
    ],
    ...memoryMiB === undefined
      ? []
      : [["memory.max", String(memoryMiB * MIB)] as const],
  ];
}

async function foldersIn(dir: string): Promise<readonly string[]> {
  const found: string[] = [];
  try {
    for await (const { name, isDirectory } of Deno.readDir(dir)) {
      if (isDirectory) found.push(`${dir}/${name}`);
    }
  } catch (error) {
    passOver(error);
  }
  return found;
}

function nothing(error: unknown): string {
  passOver(error);
  return "";
}

function passOver(error: unknown): void {
  if (!isOsError(error)) throw error;
}
