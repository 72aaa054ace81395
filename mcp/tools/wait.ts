import { z } from "zod";
import { type AntApi, ApiProblem, read, taskPath } from "../ant_api.ts";
import type { TaskFound } from "../replies.ts";
import { looks } from "../tool.ts";
import { row } from "../words.ts";

const MAX_IDS = 20;
/** Most clients give a call up after 60 s. */
const MAX_SECONDS = 50;

const DONE = {
  ended: ["succeeded", "failed", "terminated", "lost"],
  started: ["running", "stopping", "succeeded", "failed", "terminated", "lost"],
} as const;

/** How one of them came out. */
type Outcome = { readonly task: TaskFound } | {
  readonly id: string;
  readonly problem: string;
};

/** Waits for tasks. */
export const WAIT = looks("wait", {
  title: "Wait for tasks",
  description:
    "Waits until all of some tasks have ended (or started, or one of them has), and tells how they stand. Answers after `seconds` at the latest, with `done` false: then call it again.",
  input: z.strictObject({
    ids: z.array(z.string().min(1)).min(1).max(MAX_IDS)
      .describe("The tasks to wait for."),
    until: z.enum(["ended", "started"]).default("ended")
      .describe("What to wait for."),
    any: z.boolean().default(false).describe("One of them is enough."),
    seconds: z.number().min(0).max(MAX_SECONDS).default(30)
      .describe("How long to wait at most."),
  }),
  async run(api, { ids, until, any, seconds }) {
    const leave = new AbortController();
    const outcomes = await Promise.all(ids.map(async (id) => {
      const outcome = await one(api, id, until, seconds, leave.signal);
      if (any && isDone(outcome, until)) leave.abort();
      return outcome;
    }));
    const done = outcomes.filter((outcome) => isDone(outcome, until));
    const isOver = any ? done.length > 0 : done.length === ids.length;
    return {
      facts: {
        done: isOver,
        stillWaitingFor: outcomes.flatMap((outcome) =>
          isDone(outcome, until) || !("task" in outcome)
            ? []
            : [outcome.task.id]
        ),
        tasks: outcomes.map((outcome) =>
          "task" in outcome ? tell(outcome.task) : outcome
        ),
        ...isOver ? {} : { next: "call `wait` again, or do other work first" },
      },
    };
  },
});

async function one(
  api: AntApi,
  id: string,
  until: keyof typeof DONE,
  seconds: number,
  signal: AbortSignal,
): Promise<Outcome> {
  const query = `?until=${until}&timeout=${seconds}`;
  try {
    const path = taskPath(id, `/wait${query}`);
    return { task: await read<TaskFound>(api, path, { signal }) };
  } catch (error) {
    if (signal.aborted) return { task: await read(api, taskPath(id)) };
    if (!(error instanceof ApiProblem) || error.problem.status !== 404) {
      throw error;
    }
    return { id, problem: error.message };
  }
}

/** One that is not there will not come. */
function isDone(outcome: Outcome, until: keyof typeof DONE): boolean {
  return !("task" in outcome) ||
    (DONE[until] as readonly string[]).includes(outcome.task.state);
}

function tell(task: TaskFound) {
  const { end, waits } = task;
  return {
    ...row(task),
    ...end === null ? {} : { exitCode: end.exitCode, signal: end.signal },
    ...waits === null ? {} : { waits },
  };
}
