import { z } from "zod";
import { TaskWish } from "../../web/v1/request/shapes.ts";
import { type AntApi, send } from "../ant_api.ts";
import type { DryRun, Submitted } from "../replies.ts";
import { changes } from "../tool.ts";
import { at } from "../words.ts";

const Input = TaskWish.extend({
  cwd: z.string().optional().describe("The folder that it runs in."),
  idempotencyKey: z.string().min(1).max(255).optional().describe(
    "Text of your own: the same again queues nothing, and answers as before.",
  ),
});

/** Queues shell commands. */
export const SUBMIT = changes("submit", {
  title: "Queue a task",
  description:
    "Queues a shell command, or several (mode `multi`, one a line), all or nothing. ANT chooses the GPUs and sets CUDA_VISIBLE_DEVICES: never set it yourself. Line breaks become blanks, so join steps with `&&`, or run a script. Answers with ids at once, before anything has run.",
  previews:
    "Tells what `submit` would queue, everything wrong with it, and on which GPUs and when each task would start.",
  input: Input,
  async run(api, { idempotencyKey, ...wish }) {
    const { ids, tasks } = await send<Submitted>(
      api,
      "/api/v1/tasks",
      bodyOf(wish),
      idempotencyKey === undefined ? {} : { "idempotency-key": idempotencyKey },
    );
    return {
      facts: {
        ids,
        tasks: tasks.map(({ id, state, nGpus, approval }) => ({
          id,
          state,
          gpusWanted: nGpus,
          ...approval === undefined ? {} : { approval },
        })),
        next: nextAfter(tasks),
      },
    };
  },
  preview: (api, { idempotencyKey: _key, ...wish }) => foretell(api, wish),
});

function nextAfter(tasks: Submitted["tasks"]): string {
  if (tasks.some(({ approval }) => approval !== undefined)) {
    return "tell the person that it waits for an approval, on the Queue page";
  }
  return tasks.some(({ state }) => state === "queued")
    ? "`why` tells what a queued one waits for; `wait` waits"
    : "`wait` waits for the end, `logs` shows what it prints";
}

async function foretell(api: AntApi, wish: Omit<Wish, "idempotencyKey">) {
  const body = bodyOf(wish);
  const found = await send<DryRun>(api, "/api/v1/tasks?dry_run=1", body);
  return {
    facts: {
      accepted: found.accepted,
      next: found.accepted
        ? "`submit` with the same queues it"
        : "mend the issues, then look again",
      issues: found.issues,
      tasks: found.tasks.map((
        { id, command, nGpus, options, tags, start },
      ) => ({
        id,
        command,
        gpusWanted: nGpus,
        options,
        tags,
        ...startOf(start),
      })),
    },
  };
}

type Wish = z.output<typeof Input>;

/** Where and when a task would start, as a preview tells it. */
export function startOf(start: DryRun["tasks"][number]["start"] | undefined) {
  if (start === null || start === undefined) return {};
  const { startsNow, atMs, gpus, waits } = start;
  return startsNow
    ? { startsNow, toGetGpus: gpus }
    : { startsNow, startsByLatest: at(atMs), toGetGpus: gpus, waits };
}

function bodyOf({ cwd, env, ...wish }: Omit<Wish, "idempotencyKey">) {
  return { ...wish, env: cwd === undefined ? env : { ...env, ant_wd: cwd } };
}
