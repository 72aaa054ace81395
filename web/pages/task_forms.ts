import {
  MAX_REASON,
  Refused,
  type Scheduler,
  SpecError,
} from "../../scheduler/mod.ts";
import { holdTask } from "../v1/tasks/hold.ts";
import { NAME_LENGTH } from "./done_words.ts";

/** How a form that was sent without a script went. */
export type Acted =
  | { readonly kind: "done"; readonly word: string; readonly name: string }
  | {
    readonly kind: "refused";
    readonly message: string;
    readonly status: 404 | 409 | 422 | 503;
  };

type Wish = (
  scheduler: Scheduler,
  id: string,
  form: FormData,
) => Promise<unknown>;

const WISHES: Readonly<Record<string, Wish>> = {
  terminate: (scheduler, id) =>
    scheduler.dispatch({ kind: "terminate", id, why: "person" }),
  promote: (scheduler, id) => scheduler.dispatch({ kind: "promote", id }),
  approve: (scheduler, id) => scheduler.dispatch({ kind: "approve", id }),
  decline: (scheduler, id, form) => {
    const reason = String(form.get("reason") ?? "").trim();
    const said = reason === "" ? {} : { reason: reason.slice(0, MAX_REASON) };
    return scheduler.dispatch({ kind: "decline", id, ...said });
  },
  hold: (scheduler, id) => holdTask(scheduler, id, true),
  release: (scheduler, id) => holdTask(scheduler, id, false),
  unqueue: (scheduler, id) => scheduler.dispatch({ kind: "unqueue", id }),
  forget: (scheduler, id) => scheduler.dispatch({ kind: "forget", id }),
  hide: (scheduler, id) => scheduler.dispatch({ kind: "hide", id }),
};

/** What is done to all or to none. */
const TOGETHER: Readonly<
  Record<string, (scheduler: Scheduler, ids: string[]) => Promise<unknown>>
> = {
  restart: (scheduler, ids) => scheduler.restart(ids),
  "restart-all": (scheduler, ids) => scheduler.restart(ids, true),
};

/**
 * Carries out what a form's `action` and `id` fields wish: restarts together,
 * and everything else one after the other, up to the first that is turned down.
 */
export function actOnTasks(
  scheduler: Scheduler,
  form: FormData,
): Promise<Acted> {
  const action = String(form.get("action"));
  const ids = form.getAll("id").map(String);
  const together = own(TOGETHER, action);
  const wish = own(WISHES, action);
  return trying(async () => {
    if ((together ?? wish) === undefined || ids.length === 0) {
      throw new SpecError([{ message: "Cannot act: nothing was selected" }]);
    }
    await together?.(scheduler, ids);
    // Each one goes to the top, so that the first is the last to go there.
    const inOrder = action === "promote" ? ids.toReversed() : ids;
    for (const id of inOrder) await wish?.(scheduler, id, form);
    const name = ids.length === 1 ? ids[0]! : `${ids.length} tasks`;
    return { kind: "done", word: action, name };
  });
}

function own<Wishes>(
  table: Readonly<Record<string, Wishes>>,
  action: string,
): Wishes | undefined {
  return Object.hasOwn(table, action) ? table[action] : undefined;
}

/** Turns what the scheduler turns down into words for the page. */
export async function trying(act: () => Promise<Acted>): Promise<Acted> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof SpecError) {
      return { kind: "refused", message: error.message, status: 422 };
    }
    if (!(error instanceof Refused)) throw error;
    const status = /^unknown/.test(error.code)
      ? 404
      : error.code === "not-durable" || error.code === "shutting-down"
      ? 503
      : 409;
    return { kind: "refused", message: error.message, status };
  }
}

/** Leads back to a page (POST, redirect, GET), which then says what was done. */
export function seeDone(
  path: string,
  { word, name }: Extract<Acted, { kind: "done" }>,
): Response {
  const url = new URL(path, "http://page");
  url.searchParams.set("done", word);
  url.searchParams.set("name", name.slice(0, NAME_LENGTH));
  const location = `${url.pathname}${url.search}${url.hash}`;
  return new Response(null, { status: 303, headers: { location } });
}
