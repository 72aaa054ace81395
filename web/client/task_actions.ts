import { ask } from "./api.ts";
import { confirm } from "./confirm.ts";
import { sayDone, sayFailed } from "./toasts.ts";
import { doUndoably } from "./undo.ts";

/** Called with what an action was done to, once it was, or was undone. */
export type AfterAction = (action: string, id: string) => void;

/** Called before the server was asked; what it returns takes that back. */
export type BeforeAction = (action: string, id: string) => () => void;

interface TaskRequest {
  readonly method: "POST" | "DELETE";
  readonly path: string;
  readonly done: string;
  readonly failed: string;
}

const REQUESTS: Readonly<Record<string, TaskRequest>> = {
  terminate: post("/terminate", "Asked to end", "Not asked to end"),
  restart: post("/restart", "Queued again", "Not queued again"),
  promote: post("/promote", "Moved to the top", "Not moved"),
  hide: post("/hide", "Hidden, found under Restore", "Not hidden"),
  unqueue: remove("Removed from the queue", "Not removed"),
  forget: remove("Deleted", "Not deleted"),
};

function post(path: string, done: string, failed: string): TaskRequest {
  return { method: "POST", path, done, failed };
}

function remove(done: string, failed: string): TaskRequest {
  return { method: "DELETE", path: "", done, failed };
}

/** Asks the server for one action on one task. */
export function requestAction(action: string, id: string): Promise<unknown> {
  const { method, path } = REQUESTS[action]!;
  return ask(method, `api/v1/tasks/${encodeURIComponent(id)}${path}`);
}

/**
 * Does one action to one task, after a question where it can not be undone,
 * and says how it went; `after` is called when it was undone. Resolves with
 * whether it was done, and stays so.
 */
export async function actOnTask(
  action: string,
  id: string,
  after: AfterAction = () => {},
): Promise<boolean> {
  const { done, failed } = REQUESTS[action]!;
  if (!await isMeant(action, id)) return false;
  try {
    if (action === "forget") {
      return await doUndoably(async (say) => {
        await requestAction(action, id);
        return await say(done, id, () => regret(id, after));
      });
    }
    sayDone(done, newName(await requestAction(action, id)) ?? id);
    return true;
  } catch (error) {
    sayFailed(failed, error);
    return false;
  }
}

/**
 * Takes over the forms of one button inside an island: the same request
 * without leaving the page, and a word on how it went. Put it on the island's
 * root; a form that it does not know goes its own way.
 */
export function onTaskForm(
  after: AfterAction = () => {},
  before: BeforeAction = () => () => {},
) {
  return async (event: Event): Promise<void> => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement)) return;
    const action = form.dataset.act ?? "";
    if (!(action in REQUESTS)) return;
    event.preventDefault();
    const button = form.querySelector("button");
    if (button?.getAttribute("aria-disabled") === "true") return;
    const id = String(new FormData(form).get("id"));
    button?.setAttribute("aria-disabled", "true");
    const takeBack = before(action, id);
    if (await actOnTask(action, id, after)) after(action, id);
    else takeBack();
    button?.removeAttribute("aria-disabled");
  };
}

async function isMeant(action: string, id: string): Promise<boolean> {
  if (action === "terminate") {
    return await confirm({
      title: `Terminate ${id}?`,
      text: "It is asked to end, and killed if it does not within the grace.",
      act: "Terminate",
      keep: "Keep running",
    });
  }
  return true;
}

/** Undoes that a task was deleted; resolves with whether it could. */
async function regret(id: string, after: AfterAction): Promise<boolean> {
  try {
    await ask("POST", `api/v1/tasks/${encodeURIComponent(id)}/put-back`);
    sayDone("Put back", id);
    after("put-back", id);
    return true;
  } catch (error) {
    sayFailed("Not put back", error);
    return false;
  }
}

/** The id that a restart made. */
function newName(answer: unknown): string | null {
  const id = (answer as { id?: unknown } | null)?.id;
  return typeof id === "string" ? id : null;
}
