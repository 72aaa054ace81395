import type { State } from "../../state.ts";
import { readBody } from "../request/read_request.ts";
import { TaskChange } from "../request/shapes.ts";
import { editQueued } from "./edit.ts";
import { removeTask, showTask } from "./tasks.ts";

type Where = Pick<State, "scheduler" | "submitContext" | "removed">;

/** Shows a task. */
export async function answerTask(
  { scheduler }: Where,
  id: string,
): Promise<Response> {
  return Response.json(await showTask(scheduler, id));
}

/** Changes a queued task, which keeps its place; 422 with every issue. */
export async function answerChange(
  { scheduler, submitContext }: Where,
  id: string,
  request: Request,
): Promise<Response> {
  const change = await readBody(request, TaskChange);
  const now = await editQueued(scheduler, id, change, submitContext());
  return Response.json(await showTask(scheduler, now));
}

/** Out of the queue or out of the history; 409 while it is at work. */
export async function answerRemoval(
  state: State,
  id: string,
): Promise<Response> {
  await removeTask(state, id);
  return new Response(null, { status: 204 });
}
