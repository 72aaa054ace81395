import { z } from "zod";
import { type AntApi, ApiProblem, read, send, taskPath } from "../ant_api.ts";
import type { BulkDone, DryRun, TaskFound, TaskPage } from "../replies.ts";
import { changes } from "../tool.ts";
import { ranFor } from "../words.ts";
import { startOf } from "./submit.ts";

const MAX_IDS = 50;
/** How much of the queue is searched for those that wait for a task. */
const SEARCHED = 500;

const Ids = z.strictObject({
  ids: z.array(z.string().min(1)).min(1).max(MAX_IDS)
    .describe("The tasks' ids, as `list` names them."),
});

/** Stops tasks. */
export const STOP = changes("stop", {
  title: "Stop tasks",
  description:
    "Stops running tasks (SIGTERM, and SIGKILL after a grace) and takes queued ones out of the queue. What they did not save is lost.",
  previews:
    "Tells what `stop` would end: how long each has run, and which queued tasks would fail with it.",
  input: Ids,
  destroys: true,
  async run(api, { ids }) {
    const { done, failed } = await inBulk(api, "terminate", ids);
    return {
      facts: {
        stopping: done.map(({ id }) => id),
        failed,
        next: "`wait` tells when they have ended",
      },
    };
  },
  async preview(api, { ids }) {
    const queue = await read<TaskPage>(
      api,
      `/api/v1/tasks?state=queued&limit=${SEARCHED}`,
    );
    const each = ids.map(async (id) => {
      const task = await found(api, id);
      if (!("state" in task)) return task;
      return {
        id,
        state: task.state,
        wouldBe: ENDS[task.state] ?? "turned down: it has ended",
        ranSeconds: ranFor(task, Date.now()),
        onGpus: task.gpus,
        wouldFailToo: waitingFor(id, queue),
      };
    });
    return { facts: { tasks: await Promise.all(each) } };
  },
});

/** What a stop comes to, by state; it is too late for the others. */
const ENDS: Readonly<Partial<Record<TaskFound["state"], string>>> = {
  queued: "taken out of the queue",
  starting: "stopped",
  running: "stopped; what it has not saved is lost",
  stopping: "stopped, as was asked before",
};

/** Runs tasks again. */
export const RERUN = changes("rerun", {
  title: "Run tasks again",
  description:
    "Queues a copy of each task, with the same command, variables and options, under the next free id `<id>-restart-N`. To change something, use `submit`.",
  previews:
    "Tells what `rerun` would queue, and on which GPUs and when it would start.",
  input: Ids,
  async run(api, { ids }) {
    const { done, failed } = await inBulk(api, "restart", ids);
    return {
      facts: {
        queued: done.map(({ id, newId }) => ({ of: id, id: newId })),
        failed,
        next: "`wait` with the new ids waits for their end",
      },
    };
  },
  async preview(api, { ids }) {
    const each = ids.map(async (id) => {
      const task = await found(api, id);
      if (!("state" in task)) return task;
      const { state, command, nGpus } = task;
      if (state === "queued") {
        return { id, state, wouldBe: "turned down: it is queued already" };
      }
      const start = await startOfCopy(api, task);
      return { id, state, command, gpusWanted: nGpus, ...start };
    });
    return { facts: { tasks: await Promise.all(each) } };
  },
});

/** @throws {ApiProblem} where it went well with none of them. */
async function inBulk(
  api: AntApi,
  action: "terminate" | "restart",
  ids: readonly string[],
): Promise<BulkDone> {
  const path = "/api/v1/tasks/bulk";
  const answer = await send<BulkDone>(api, path, { action, ids });
  if (answer.done.length > 0) return answer;
  const detail = answer.failed.map(({ problem }) => problem).join("; ");
  const code = answer.failed[0]?.code ?? null;
  throw new ApiProblem({ status: 409, detail, code, issues: [] });
}

async function found(
  api: AntApi,
  id: string,
): Promise<TaskFound | { readonly id: string; readonly problem: string }> {
  try {
    return await read<TaskFound>(api, taskPath(id));
  } catch (error) {
    const isMissing = error instanceof ApiProblem &&
      error.problem.status === 404;
    if (!isMissing) throw error;
    return { id, problem: error.message };
  }
}

function waitingFor(id: string, { tasks }: TaskPage): readonly string[] {
  return tasks.filter(({ pending, options }) =>
    pending.includes(id) && options.after?.split(",").includes(id)
  ).map((task) => task.id);
}

/** A copy waits for nothing that the first one waited for. */
async function startOfCopy(api: AntApi, { nGpus, options }: TaskFound) {
  const { hold: _h, begin: _b, after: _a, afterAny: _any, ...rest } = options;
  const wish = { command: "true", gpus: nGpus, options: rest };
  const path = "/api/v1/tasks?dry_run=1";
  const { tasks } = await send<DryRun>(api, path, wish);
  return startOf(tasks[0]?.start);
}
