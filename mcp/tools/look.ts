import { z } from "zod";
import { TasksQuery } from "../../web/v1/request/queries.ts";
import { read, taskPath } from "../ant_api.ts";
import type { TaskFound, TaskPage, Why } from "../replies.ts";
import { looks } from "../tool.ts";
import { at, ranFor, row } from "../words.ts";

const MAX_ROWS = 40;

/** One task. */
export const OneTask = z.strictObject({
  id: z.string().min(1).describe("The task's id, as `list` names it."),
});

/** Finds tasks. */
export const LIST = looks("list", {
  title: "List tasks",
  description:
    "Lists tasks: those at work, then the queue in the order of its turn, then the ended ones, latest first. `nextCursor` of one answer is the `cursor` of the next.",
  input: TasksQuery.extend({
    limit: z.int().min(1).max(MAX_ROWS).default(20)
      .describe("The most tasks to answer with."),
  }),
  async run(api, { state, q, tag, limit, cursor }) {
    const query = new URLSearchParams({ q, limit: String(limit) });
    for (const one of state) query.append("state", one);
    if (tag !== undefined) query.set("tag", tag);
    if (cursor !== undefined) query.set("cursor", cursor);
    const page = await read<TaskPage>(api, `/api/v1/tasks?${query}`);
    const { tasks, total, nextCursor } = page;
    return { facts: { tasks: tasks.map(row), total, nextCursor } };
  },
});

/** Tells all of one task. */
export const SHOW = looks("show", {
  title: "Show a task",
  description:
    "Shows all of a task: its command, options, variables (secrets masked), times, GPUs, attempts, and how it ended or why it waits.",
  input: OneTask,
  async run(api, { id }) {
    const task = await read<TaskFound>(api, taskPath(id));
    const { submittedAtMs, startedAtMs, endedAtMs, notBeforeMs } = task;
    const { turn: _turn, nGpus, gpus, ...rest } = task;
    return {
      facts: {
        ...withoutTimes(rest),
        gpusWanted: nGpus,
        onGpus: gpus,
        submittedAt: at(submittedAtMs),
        startedAt: at(startedAtMs),
        endedAt: at(endedAtMs),
        notBefore: at(notBeforeMs),
        ranSeconds: ranFor(task, Date.now()),
      },
    };
  },
});

/** Tells what a task waits for. */
export const WHY = looks("why", {
  title: "Why a task waits",
  description:
    "Tells why a queued task has not started: which GPUs it needs and who holds them, whose turn it is before it, or what it waits for; and what would let it start.",
  input: OneTask,
  async run(api, { id }) {
    const { state } = await read<TaskFound>(api, taskPath(id));
    if (state !== "queued") {
      const sentence = `It waits for nothing: it is "${state}"`;
      return { facts: { id, state, sentence } };
    }
    const why = await read<Why>(api, taskPath(id, "/why"));
    return { facts: { state, ...why } };
  },
});

function withoutTimes(
  {
    submittedAtMs: _s,
    startedAtMs: _b,
    endedAtMs: _e,
    notBeforeMs: _n,
    ...rest
  }: Omit<TaskFound, "turn" | "nGpus" | "gpus">,
) {
  return rest;
}
