import { counted, plainReason } from "../../scheduler/view/words.ts";
import { ask } from "./api.ts";
import { sayDone, sayFailed } from "./toasts.ts";
import { doUndoably, type SayUndoable } from "./undo.ts";

/** What is done to many tasks at once. */
export type BulkAction = "restart" | "hide" | "forget" | "terminate";

/** As many as one request may name. */
const AT_ONCE = 10_000;

const DONE: Readonly<Record<BulkAction, string>> = {
  restart: "queued again",
  hide: "hidden, found under Restore",
  forget: "deleted",
  terminate: "asked to end",
};

/**
 * Does the same to many tasks and says once how it went; what is deleted can
 * be put back for a while, and then `onBack` is called. Resolves with those it
 * was done to, and that stay so.
 */
export function doToAll(
  action: BulkAction,
  ids: readonly string[],
  onBack: () => void,
): Promise<readonly string[]> {
  return action === "forget"
    ? doUndoably((say) => doAndSay(action, ids, onBack, say))
    : doAndSay(action, ids, onBack, null);
}

async function doAndSay(
  action: BulkAction,
  ids: readonly string[],
  onBack: () => void,
  say: SayUndoable | null,
): Promise<readonly string[]> {
  const { done, failed, error } = await inBulk(action, ids);
  const outcome = `${counted(done.length, "task")} ${DONE[action]}`;
  if (error !== null) {
    const left = counted(failed, "task");
    const [word] = DONE[action].split(",");
    const isNone = done.length === 0;
    sayFailed(
      isNone ? `${left} not ${word}` : `${outcome}, ${left} not`,
      error,
    );
  }
  const gone = done.map(({ id }) => id);
  if (say !== null && gone.length > 0) {
    const undo = () => putBack(gone).finally(onBack);
    return await say(outcome, "", undo) ? gone : [];
  }
  if (failed === 0) sayDone(outcome);
  return gone;
}

/** Resolves with whether all came back. */
async function putBack(ids: readonly string[]): Promise<boolean> {
  const { done, failed, error } = await inBulk("put-back", ids);
  const outcome = `${counted(done.length, "task")} put back`;
  if (error === null) sayDone(outcome);
  else sayFailed(`${outcome}, ${counted(failed, "task")} not`, error);
  return error === null;
}

interface Answer {
  readonly done: readonly { readonly id: string }[];
  readonly failed: readonly { readonly id: string; readonly problem: string }[];
}

/** In parts as large as the server takes; what fails keeps no other back. */
async function inBulk(action: string, ids: readonly string[]) {
  const done: { readonly id: string }[] = [];
  let error: Error | null = null;
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const part = ids.slice(at, at + AT_ONCE);
    try {
      const answer = await ask("POST", "api/v1/tasks/bulk", {
        action,
        ids: part,
      }) as Answer;
      done.push(...answer.done);
      const [first] = answer.failed;
      if (first) error ??= new Error(plainReason(first.problem));
    } catch (reason) {
      error ??= reason as Error;
    }
  }
  return { done, failed: ids.length - done.length, error };
}

/** Saves the logs of many tasks as one archive, whatever their number. */
export function downloadLogs(address: string, ids: readonly string[]): void {
  const form = document.createElement("form");
  form.method = "post";
  form.action = address;
  for (const id of ids) {
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = "id";
    field.value = id;
    form.append(field);
  }
  document.body.append(form);
  form.submit();
  form.remove();
}
