import { counted } from "../../scheduler/view/words.ts";
import { confirm } from "./confirm.ts";
import { requestAction } from "./task_actions.ts";
import { reasonOf, sayDone, sayFailed } from "./toasts.ts";

/** What is done to many tasks at once. */
export type BulkAction = "restart" | "hide" | "forget";

const DONE: Readonly<Record<BulkAction, string>> = {
  restart: "queued again",
  hide: "hidden",
  forget: "deleted",
};

/**
 * Does the same to many tasks, one after the other, and says once how it
 * went. Resolves with those it was done to; none where a person kept them.
 */
export async function doToAll(
  action: BulkAction,
  ids: readonly string[],
): Promise<readonly string[]> {
  if (action === "forget" && !await isMeant(ids)) return [];
  const done: string[] = [];
  let failure: { readonly id: string; readonly error: unknown } | null = null;
  for (const id of ids) {
    try {
      await requestAction(action, id);
      done.push(id);
    } catch (error) {
      failure ??= { id, error };
    }
  }
  const outcome = `${counted(done.length, "task")} ${DONE[action]}`;
  if (failure === null) sayDone(outcome);
  else {
    const left = counted(ids.length - done.length, "task");
    const first = `${failure.id}: ${reasonOf(failure.error)}`;
    sayFailed(`${outcome}, ${left} not`, new Error(first));
  }
  return done;
}

function isMeant(ids: readonly string[]): Promise<boolean> {
  const [first] = ids;
  return confirm({
    title: ids.length === 1
      ? `Delete ${first}?`
      : `Delete ${counted(ids.length, "task")}?`,
    text: "Their records go for good. Hide keeps them under Restore instead.",
    act: `Delete ${counted(ids.length, "task")}`,
    keep: "Keep them",
  });
}

/** Saves files one after the other: browsers drop what comes all at once. */
export async function downloadAll(hrefs: readonly string[]): Promise<void> {
  for (const href of hrefs) {
    const link = document.createElement("a");
    link.href = href;
    link.download = "";
    link.click();
    await new Promise((next) => setTimeout(next, 400));
  }
  sayDone(`${counted(hrefs.length, "log")} sent to your downloads`);
}
