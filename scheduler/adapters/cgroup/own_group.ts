import { basename, dirname } from "node:path";
import { isOsError } from "../os_error.ts";

/** The server's own place beside its tasks: only leaves may hold processes. */
export const SERVER_GROUP = "ant-server";
/** Where the groups of tasks are. */
export const TASKS_GROUP = "ant-tasks";

const CONTROLLERS = ["cpu", "memory"];
const ENABLE = CONTROLLERS.map((name) => `+${name}`).join(" ");

/** Where control groups are, and who asks. */
export interface GroupPlace {
  /** Where cgroup v2 is mounted. */
  readonly mount: string;
  /** Where the kernel names the server's own group, cgroups(7). */
  readonly selfFile: string;
  readonly pid: number;
}

/** The folder that was given to us; what is in it is ours to arrange. */
export type Delegated =
  | { readonly dir: string; readonly problem: null }
  | { readonly dir: null; readonly problem: string };

/**
 * Finds the folder of control groups that an earlier start has arranged, or
 * that systemd has: the one above the group `ant-server` that we are in.
 */
export async function arrangedGroup(place: GroupPlace): Promise<string | null> {
  const own = await ownGroup(place);
  return own !== null && basename(own) === SERVER_GROUP ? dirname(own) : null;
}

/**
 * Makes room for the groups of tasks in the server's own control group, or
 * says in words why that cannot be. Never rejects.
 */
export async function arrangeGroup(place: GroupPlace): Promise<Delegated> {
  const own = await ownGroup(place);
  if (own === null) {
    return none(`this machine has no cgroup v2 at "${place.mount}"`);
  }
  const dir = await arrangedGroup(place) ?? own;
  const offered = (await textOf(`${dir}/cgroup.controllers`)).split(/\s+/);
  const missing = CONTROLLERS.filter((name) => !offered.includes(name));
  if (missing.length > 0) {
    return none(`"${dir}" has no controller for ${missing.join(" and ")}`);
  }
  if (dir === own && dir.endsWith(".service")) {
    // Where systemd could start it no second time beside tasks that go on.
    return none(`its unit lacks "DelegateSubgroup=${SERVER_GROUP}"`);
  }
  try {
    if (dir === own) await moveInto(`${dir}/${SERVER_GROUP}`, place.pid);
    await Deno.writeTextFile(`${dir}/cgroup.subtree_control`, ENABLE);
    await Deno.mkdir(`${dir}/${TASKS_GROUP}`, { recursive: true });
    const tasks = `${dir}/${TASKS_GROUP}/cgroup.subtree_control`;
    await Deno.writeTextFile(tasks, ENABLE);
    return { dir, problem: null };
  } catch (error) {
    if (!isOsError(error)) throw error;
    if (dir === own) await moveBack(dir, place.pid);
    return none(whyNot(dir, error));
  }
}

async function ownGroup(
  { mount, selfFile }: GroupPlace,
): Promise<string | null> {
  const path = /^0::(\/.*)$/m.exec(await textOf(selfFile))?.[1];
  const isThere = await textOf(`${mount}/cgroup.controllers`) !== "";
  return path === undefined || !isThere
    ? null
    : `${mount}${path}`.replace(/\/+$/, "");
}

async function moveInto(group: string, pid: number): Promise<void> {
  await Deno.mkdir(group, { recursive: true });
  await Deno.writeTextFile(`${group}/cgroup.procs`, String(pid));
}

/** Leaves a group as it was found. */
async function moveBack(dir: string, pid: number): Promise<void> {
  try {
    await Deno.writeTextFile(`${dir}/cgroup.procs`, String(pid));
    await Deno.remove(`${dir}/${SERVER_GROUP}`);
  } catch (error) {
    if (!isOsError(error)) throw error; // It was not ours to change, then.
  }
}

function whyNot(dir: string, error: Error): string {
  if (/os error 16\b/.test(error.message)) {
    return `other processes are in its control group "${dir}"`;
  }
  if (/os error (1|13|30)\b/.test(error.message)) {
    return `the control group "${dir}" is not its to change`;
  }
  return error.message;
}

function none(problem: string): Delegated {
  return { dir: null, problem };
}

/** Nothing for a file that is not there, or not for us. */
async function textOf(path: string): Promise<string> {
  try {
    return await Deno.readTextFile(path);
  } catch (error) {
    if (!isOsError(error)) throw error;
    return "";
  }
}
