import { SpecError } from "../../scheduler/mod.ts";
import { presentedName } from "../guard/credentials.ts";
import type { State } from "../state.ts";
import { pauseQueue } from "../v1/pauses.ts";
import { read } from "../v1/request/issues.ts";
import { PauseWish } from "../v1/request/shapes.ts";
import { retryTag, stopTag } from "../v1/tasks/tag_group.ts";
import { type Acted, trying } from "./task_forms.ts";

/** What is done to a tag's tasks, and by which word that is told. */
const GROUP_ACTS = new Map([
  ["stop", { act: stopTag, word: "terminate" }],
  ["retry", { act: retryTag, word: "restart" }],
]);

/** Tells whether a form is about the queue as a whole, or about a tag. */
export function isPauseForm(fields: FormData): boolean {
  return ["pause", "resume"].includes(String(fields.get("action")));
}

/** Pauses or resumes the queue or a tag as a form wishes. */
export function pauseByForm(
  { scheduler, caller }: Pick<State, "scheduler" | "caller">,
  fields: FormData,
  request: Request,
): Promise<Acted> {
  const tag = fields.get("tag")?.toString() ?? null;
  const name = tag === null ? "the queue" : `#${tag}`;
  return trying(async () => {
    if (fields.get("action") === "resume") {
      await scheduler.dispatch({ kind: "resume", tag });
      return { kind: "done", word: "resume", name };
    }
    const reason = String(fields.get("reason") ?? "").trim();
    const by = caller.name ?? presentedName(request);
    const wish = read(PauseWish, {
      ...reason !== "" && { reason },
      ...by !== null && { by },
    });
    await pauseQueue(scheduler, tag, wish);
    return { kind: "done", word: "pause", name };
  });
}

/** Stops the tasks of a tag, or queues those that failed again. */
export function actOnTag(
  state: Pick<State, "scheduler" | "removed">,
  fields: FormData,
): Promise<Acted> {
  const action = String(fields.get("action"));
  const tag = String(fields.get("tag"));
  const wish = GROUP_ACTS.get(action);
  return trying(async () => {
    if (wish === undefined) {
      const message = `Cannot do "${action}" to #${tag}: it is stop or retry`;
      throw new SpecError([{ message }]);
    }
    const { act, word } = wish;
    const { done, failed } = await act(state, tag);
    const [first] = failed;
    if (done.length === 0 && first !== undefined) {
      return { kind: "refused", message: first.problem, status: 409 };
    }
    return { kind: "done", word, name: `${done.length} of #${tag}` };
  });
}
